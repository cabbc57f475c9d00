import type { BranchQuestion, Procedure } from "../procedure-schema.ts";
import type { CatalogRecords, Guide, GuideOption, GuideQuestion } from "../schema.ts";
import { extractAllNumbers, extractNumbers } from "./figures.ts";
import { listGuideTexts } from "./guide-texts.ts";
import {
  catalogFiles,
  findDuplicates,
  toUnknownProcedureIssue,
  type ValidationIssue,
} from "./issue.ts";

/** The only answer that a guide may add to those of the record: "none of these". */
const noneOfThese = "khong_phai";

/** Checks guides against the procedures that they describe. */
export function validateGuides(
  { guides, procedures }: CatalogRecords,
  guideFiles: ReadonlyMap<string, string>,
): ValidationIssue[] {
  const byId = new Map(procedures.map((procedure) => [procedure.id, procedure]));
  const guided = new Set(guides.map((guide) => guide.procedure));
  const fileOf = (id: string) => guideFiles.get(id) ?? catalogFiles.guides;
  const duplicates = findDuplicates(
    catalogFiles.guides,
    "procedure",
    guides.map((guide) => guide.procedure),
  );
  const missing = procedures
    .filter((procedure) => !guided.has(procedure.id))
    .map(toMissingGuideIssue);
  const inconsistent = guides.flatMap((guide) => {
    const file = fileOf(guide.procedure);
    const procedure = byId.get(guide.procedure);
    if (procedure === undefined) {
      return [toUnknownProcedureIssue(file, guide.procedure, "procedure", guide.procedure)];
    }
    const issues = [
      ...findCoverageIssues(guide, procedure),
      ...findOrderIssues(guide),
      ...guide.questions.flatMap(findRangeIssues),
      ...guide.questions.flatMap(findUnsureIssues),
      ...findRedirectIssues(guide, byId),
      ...findIssuerIssues(guide, procedure),
      ...findVisitIssues(guide),
      ...findFigureIssues(guide, procedure),
    ];
    return issues.map((issue) => ({ ...issue, file, record: guide.procedure }));
  });
  return [...duplicates, ...missing, ...inconsistent];
}

/** An issue of one guide, before its file and record are added. */
type GuideIssue = Omit<ValidationIssue, "file" | "record">;

function toMissingGuideIssue(procedure: Procedure): ValidationIssue {
  return {
    file: catalogFiles.procedures,
    record: procedure.id,
    field: "id",
    reason: "this procedure has no guide",
    remedy: `write one in a file of ${catalogFiles.guides}/`,
    missingFrom: catalogFiles.guides,
  };
}

/** A guide must word each question of the record with each of its answers, and no others. */
function findCoverageIssues(guide: Guide, procedure: Procedure): GuideIssue[] {
  const duplicates = findDuplicates(
    "",
    "questions[].id",
    guide.questions.map((question) => question.id),
  );
  const worded = new Map(guide.questions.map((question) => [question.id, question]));
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
  const uncovered = procedure.branch_questions.flatMap((question): GuideIssue[] => {
    const guideQuestion = worded.get(question.id);
    if (guideQuestion !== undefined) return findOptionIssues(guideQuestion, question);
    const reason = `the question "${question.id}" is missing`;
    return [
      { field: "questions", reason, remedy: `word it in everyday language: ${question.question}` },
    ];
  });
  return [...duplicates, ...unknown, ...uncovered];
}

function findOptionIssues(worded: GuideQuestion, recorded: BranchQuestion): GuideIssue[] {
  const field = `questions.${worded.id}.options`;
  const values = recorded.options.map((option) => option.value);
  const missing = recorded.options
    .filter((option) => worded.options[option.value] === undefined)
    .map((option) => ({
      field,
      reason: `the answer "${option.value}" is missing`,
      remedy: `word it in everyday language: ${option.label}`,
    }));
  const unknown = Object.keys(worded.options)
    .filter((value) => value !== noneOfThese && !values.includes(value))
    .map((value) => ({
      field: `${field}.${value}`,
      reason: `the record has no answer "${value}" to this question`,
      remedy: `use one of: ${values.join(", ")}, or ${noneOfThese} for "none of these"`,
    }));
  return [...missing, ...unknown];
}

/** A question with a measure has options with ranges, which do not overlap; another one has none. */
function findRangeIssues({ id, measure, options }: GuideQuestion): GuideIssue[] {
  const field = `questions.${id}.options`;
  const ranges = Object.entries(options).flatMap(([value, { range }]) =>
    range === undefined
      ? []
      : [{ value, from: range.from ?? -Infinity, below: range.below ?? Infinity }],
  );
  if ((measure === undefined) !== (ranges.length === 0)) {
    const reason =
      measure === undefined ? "options have ranges without a measure" : "no option has a range";
    return [
      { field, reason, remedy: "give the question a measure and its options ranges, or neither" },
    ];
  }
  const sorted = ranges.toSorted((a, b) => a.from - b.from);
  return sorted.flatMap(({ value, from, below }, index): GuideIssue[] => {
    if (from >= below) {
      return [
        {
          field: `${field}.${value}.range`,
          reason: "holds nothing",
          remedy: "make from less than below",
        },
      ];
    }
    const before = sorted[index - 1];
    if (before === undefined || before.below <= from) return [];
    const reason = `overlaps with the range of "${before.value}"`;
    return [
      { field: `${field}.${value}.range`, reason, remedy: "let one end where the other begins" },
    ];
  });
}

/** Who does not know an answer goes on with one that leads nowhere else. */
function findUnsureIssues({ id, unsure, options }: GuideQuestion): GuideIssue[] {
  if (unsure === undefined || isSafe(options[unsure])) return [];
  const safe = Object.keys(options).filter((value) => isSafe(options[value]));
  const reason = `"${unsure}" is no safe answer`;
  return [{ field: `questions.${id}.unsure`, reason, remedy: `use one of: ${safe.join(", ")}` }];
}

function isSafe(option: GuideOption | undefined): boolean {
  return option !== undefined && option.stops === undefined && option.leads_to === undefined;
}

/** `only_if` may name only earlier questions. */
function findOrderIssues(guide: Guide): GuideIssue[] {
  return guide.questions.flatMap((question, index) => {
    const earlier = new Map(guide.questions.slice(0, index).map((each) => [each.id, each]));
    return Object.entries(question.only_if ?? {}).flatMap(([id, values]): GuideIssue[] => {
      const field = `questions.${question.id}.only_if.${id}`;
      const asked = earlier.get(id);
      if (asked === undefined) {
        const reason = `"${id}" is not an earlier question of this guide`;
        return [{ field, reason, remedy: "move that question up, or name one that comes before" }];
      }
      return values
        .filter((value) => asked.options[value] === undefined)
        .map((value) => ({
          field,
          reason: `"${value}" is not an answer to the question "${id}"`,
          remedy: `use one of: ${Object.keys(asked.options).join(", ")}`,
        }));
    });
  });
}

function findRedirectIssues(
  guide: Guide,
  procedures: ReadonlyMap<string, Procedure>,
): GuideIssue[] {
  const leads = guide.questions.flatMap((question) =>
    Object.entries(question.options).map(([value, option]) => ({
      field: `questions.${question.id}.options.${value}.leads_to`,
      to: option.leads_to,
    })),
  );
  const instead = { field: "no_checklist.leads_to", to: guide.no_checklist?.leads_to };
  return [...leads, instead].flatMap(({ field, to }): GuideIssue[] => {
    if (to === undefined) return [];
    if (to === guide.procedure) {
      const reason = "it leads to the procedure that asks";
      return [{ field, reason, remedy: "leave it out, or name another procedure" }];
    }
    return procedures.has(to) ? [] : [toUnknownProcedureIssue("", "", field, to)];
  });
}

function findIssuerIssues(guide: Guide, procedure: Procedure): GuideIssue[] {
  const names = new Set(procedure.documents.map((document) => document.name));
  return Object.keys(guide.issuers ?? {})
    .filter((name) => !names.has(name))
    .map((name) => ({
      field: `issuers["${name}"]`,
      reason: "the procedure has no document of this name",
      remedy: "write the document's name exactly as in the record",
    }));
}

/** A visit depends on answers of the guide, and the one for everybody comes last. */
function findVisitIssues({ visits = [], questions }: Guide): GuideIssue[] {
  const options = new Map(questions.map((question) => [question.id, question.options]));
  return visits.flatMap(({ when }, index): GuideIssue[] => {
    const field = `visits[${index}].when`;
    if (when === undefined) {
      const reason = "those after it are never told";
      const remedy = "move the one without answers to the end";
      return index === visits.length - 1 ? [] : [{ field, reason, remedy }];
    }
    return Object.entries(when).flatMap(([id, values]) =>
      [values]
        .flat()
        .filter((value) => options.get(id)?.[value] === undefined)
        .map((value) => ({
          field: `${field}.${id}`,
          reason: `"${value}" is no answer to a question "${id}" of this guide`,
          remedy: "use an answer of the guide",
        })),
    );
  });
}

/** Money, shares and lengths of time; ages and counts of people or papers may stand in a guide. */
const measured =
  /(?<![\d.,])(\d{1,12}(?:[.,]\d{1,6}){0,4})\s?(%|đ(?![\p{L}])|đồng|nghìn|ngàn|triệu|phút|giờ|ngày|tuần|tháng|năm)(?![\p{L}])/giu;
const money = /^(%|đ|đồng|nghìn|ngàn|triệu)$/iu;

/** A guide has no dates, so it may hold only figures that the record states without an end. */
function findFigureIssues(guide: Guide, procedure: Procedure): GuideIssue[] {
  const stated = listGuideTexts(guide).flatMap(({ field, text }) =>
    [...text.normalize("NFC").matchAll(measured)].map(([figure, , unit = ""]) => ({
      field,
      figure,
      unit,
    })),
  );
  if (stated.length === 0) return [];
  const lasting = ({ valid_to: to }: { readonly valid_to: string | null }) => to === null;
  const amounts = new Set(
    extractAllNumbers([procedure.fees.filter(lasting), procedure.amounts.filter(lasting)]),
  );
  const allNumbers = new Set(extractAllNumbers(procedure));
  return stated
    .filter(({ figure, unit }) => {
      const known = money.test(unit) ? amounts : allNumbers;
      return !extractNumbers(figure).every((number) => known.has(number));
    })
    .map(({ field, figure }) => ({
      field,
      reason: `the record holds no “${figure}” without an end`,
      remedy: "leave it out; the dated figure is worded from the record",
    }));
}
