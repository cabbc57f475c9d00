import type { BranchQuestion, CatalogRecords, Guide, GuideQuestion, Procedure } from "../schema.ts";
import { numbersIn, numbersOf } from "./figures.ts";
import { catalogFiles, findRepeated, unknownProcedure, type ValidationIssue } from "./issue.ts";

/** A guide may add this one answer, "none of these", to the answers that the record knows. */
export const noneOfThese = "khong_phai";

/** Guides against the procedures whose words they are. */
export function findGuideFaults(
  { guides, procedures }: CatalogRecords,
  guideFiles: ReadonlyMap<string, string>,
): ValidationIssue[] {
  const byId = new Map(procedures.map((procedure) => [procedure.id, procedure]));
  const guided = new Set(guides.map((guide) => guide.procedure));
  const fileOf = (id: string) => guideFiles.get(id) ?? catalogFiles.guides;
  const repeated = findRepeated(
    catalogFiles.guides,
    "procedure",
    guides.map((guide) => guide.procedure),
  );
  const missing = procedures.filter((procedure) => !guided.has(procedure.id)).map(missingGuide);
  const wrong = guides.flatMap((guide) => {
    const file = fileOf(guide.procedure);
    const procedure = byId.get(guide.procedure);
    if (procedure === undefined) {
      return [unknownProcedure(file, guide.procedure, "procedure", guide.procedure)];
    }
    const faults = [
      ...findCoverFaults(guide, procedure),
      ...findOrderFaults(guide),
      ...findLeadFaults(guide, byId),
      ...findIssuerFaults(guide, procedure),
      ...findFigureFaults(guide, procedure),
    ];
    return faults.map((fault) => ({ ...fault, file, record: guide.procedure }));
  });
  return [...repeated, ...missing, ...wrong];
}

/** A fault of one guide, before its file and record are added. */
type GuideFault = Omit<ValidationIssue, "file" | "record">;

function missingGuide(procedure: Procedure): ValidationIssue {
  return {
    file: catalogFiles.procedures,
    record: procedure.id,
    field: "id",
    reason: "this procedure has no guide",
    remedy: `write one in a file of ${catalogFiles.guides}/`,
    missingFrom: catalogFiles.guides,
  };
}

/** Every question of the record is spoken in the guide with every one of its answers, and no other. */
function findCoverFaults(guide: Guide, procedure: Procedure): GuideFault[] {
  const repeated = findRepeated(
    "",
    "questions[].id",
    guide.questions.map((question) => question.id),
  );
  const spoken = new Map(guide.questions.map((question) => [question.id, question]));
  const recorded = new Set(procedure.branch_questions.map((question) => question.id));
  const unknown = guide.questions.flatMap((question, index) =>
    recorded.has(question.id)
      ? []
      : [
          {
            field: `questions[${index}].id`,
            reason: `the procedure has no question "${question.id}"`,
            remedy: `use one of: ${[...recorded].join(", ") || "none, it has no questions"}`,
          },
        ],
  );
  const uncovered = procedure.branch_questions.flatMap((question): GuideFault[] => {
    const guideQuestion = spoken.get(question.id);
    if (guideQuestion !== undefined) return findOptionFaults(guideQuestion, question);
    const reason = `the question "${question.id}" is missing`;
    return [
      { field: "questions", reason, remedy: `say it in everyday words: ${question.question}` },
    ];
  });
  return [...repeated, ...unknown, ...uncovered];
}

function findOptionFaults(spoken: GuideQuestion, recorded: BranchQuestion): GuideFault[] {
  const field = `questions.${spoken.id}.options`;
  const values = recorded.options.map((option) => option.value);
  const missing = recorded.options
    .filter((option) => spoken.options[option.value] === undefined)
    .map((option) => ({
      field,
      reason: `the answer "${option.value}" is missing`,
      remedy: `say it in everyday words: ${option.label}`,
    }));
  const unknown = Object.keys(spoken.options)
    .filter((value) => value !== noneOfThese && !values.includes(value))
    .map((value) => ({
      field: `${field}.${value}`,
      reason: `the record has no answer "${value}" to this question`,
      remedy: `use one of: ${values.join(", ")}, or ${noneOfThese} for "none of these"`,
    }));
  return [...missing, ...unknown];
}

/** `only_if` looks back: a question can depend only on answers that were given before it. */
function findOrderFaults(guide: Guide): GuideFault[] {
  return guide.questions.flatMap((question, index) => {
    const earlier = new Map(guide.questions.slice(0, index).map((each) => [each.id, each]));
    return Object.entries(question.only_if ?? {}).flatMap(([id, values]): GuideFault[] => {
      const field = `questions.${question.id}.only_if.${id}`;
      const asked = earlier.get(id);
      if (asked === undefined) {
        const reason = `"${id}" is no earlier question of this guide`;
        return [{ field, reason, remedy: "move that question up, or name one that comes before" }];
      }
      return values
        .filter((value) => asked.options[value] === undefined)
        .map((value) => ({
          field,
          reason: `"${value}" is no answer to the question "${id}"`,
          remedy: `use one of: ${Object.keys(asked.options).join(", ")}`,
        }));
    });
  });
}

function findLeadFaults(guide: Guide, procedures: ReadonlyMap<string, Procedure>): GuideFault[] {
  return guide.questions.flatMap((question) =>
    Object.entries(question.options).flatMap(([value, option]): GuideFault[] => {
      if (option.leads_to === undefined) return [];
      const field = `questions.${question.id}.options.${value}.leads_to`;
      if (option.leads_to === guide.procedure) {
        const reason = "the answer leads to the procedure that asks";
        return [{ field, reason, remedy: "leave it out, or name another procedure" }];
      }
      if (procedures.has(option.leads_to)) return [];
      return [unknownProcedure("", "", field, option.leads_to)];
    }),
  );
}

function findIssuerFaults(guide: Guide, procedure: Procedure): GuideFault[] {
  const names = new Set(procedure.documents.map((document) => document.name));
  return Object.keys(guide.issuers ?? {})
    .filter((name) => !names.has(name))
    .map((name) => ({
      field: `issuers["${name}"]`,
      reason: "the procedure has no document of this name",
      remedy: "write the document's name exactly as in the record",
    }));
}

/** Fees and time limits are the record's: a guide may say them more kindly, never otherwise. */
function findFigureFaults(guide: Guide, procedure: Procedure): GuideFault[] {
  const known = new Set([...numbersOf(procedure.fee), ...numbersOf(procedure.processing_time)]);
  const lines = [
    ...(guide.fee_lines ?? []).map((line, index) => ({ field: `fee_lines[${index}]`, line })),
    ...(guide.time_lines ?? []).map((line, index) => ({ field: `time_lines[${index}]`, line })),
  ];
  return lines.flatMap(({ field, line }) =>
    numbersIn(line.text)
      .filter((number) => !known.has(number))
      .map((number) => ({
        field: `${field}.text`,
        reason: `the number ${number} is in neither the fee nor the processing time of the record`,
        remedy: "take figures from the record only",
      })),
  );
}
