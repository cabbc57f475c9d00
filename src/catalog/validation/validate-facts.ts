import { caseOf, type DatedFact } from "../facts/applicable.ts";
import { addDays } from "../local-time.ts";
import type { Procedure, When, Window } from "../procedure-schema.ts";
import type { CatalogRecords } from "../schema.ts";
import { extractAllNumbers, extractNumbers } from "./figures.ts";
import { catalogFiles, findDuplicates, type ValidationIssue } from "./issue.ts";

const file = catalogFiles.procedures;

/** Checks the dated facts of every procedure: their windows, conditions, provinces and sources. */
export function validateFacts({
  procedures,
  sources,
  provinces,
}: Pick<CatalogRecords, "procedures" | "sources" | "provinces">): ValidationIssue[] {
  const knownSources = new Set(sources.map(({ id }) => id));
  const knownProvinces = new Set(provinces.map(({ short }) => short));
  const knownCodes = new Set(provinces.map(({ code }) => code));
  const duplicates = findDuplicates(
    catalogFiles.sources,
    "id",
    sources.map(({ id }) => id),
  );
  const found = procedures.flatMap((procedure) => {
    const facts = listFacts(procedure);
    const issues = [
      ...facts.flatMap(({ field, fact }) => [
        ...findSourceIssues(field, [fact.source, ...(fact.also ?? [])], knownSources),
        ...findWhenIssues(field, fact.when, procedure),
        ...findWindowIssues(field, fact),
        ...findProvinceIssues(field, fact.province, knownProvinces),
        ...findSayIssues(field, fact),
      ]),
      ...findSequenceIssues("fees", procedure.fees),
      ...findSequenceIssues("processing_times", procedure.processing_times),
      ...findSequenceIssues("amounts", procedure.amounts),
      ...procedure.agency_by_province.flatMap(({ province_code: code, source }, index) => {
        const field = `agency_by_province[${index}]`;
        return [
          ...findSourceIssues(field, [source], knownSources),
          ...(knownCodes.has(code)
            ? []
            : [toFactIssue(`${field}.province_code`, `no province has the code ${code}`)]),
        ];
      }),
    ];
    return issues.map((issue) => ({ ...issue, file, record: procedure.id }));
  });
  return [...duplicates, ...found];
}

/** An issue of one procedure, before its file and record are added. */
type FactIssue = Omit<ValidationIssue, "file" | "record">;

interface ListedFact extends Window {
  readonly source: string;
  readonly also?: readonly string[] | undefined;
  readonly when?: When | undefined;
  readonly province?: readonly string[] | undefined;
  readonly say?: string | undefined;
}

/** Lists everything in a record that has a window and a source. */
function listFacts(procedure: Procedure): { readonly field: string; readonly fact: ListedFact }[] {
  const lists: Readonly<Record<string, readonly ListedFact[]>> = {
    fees: procedure.fees,
    processing_times: procedure.processing_times,
    amounts: procedure.amounts,
    documents: procedure.documents,
    legal_basis: procedure.legal_basis,
    results: procedure.results,
    clerk_says: procedure.clerk_says.map(({ say: _own, ...remark }) => remark),
    deadlines: procedure.deadlines ?? [],
    penalties: (procedure.penalties ?? []).map(({ say: _own, ...penalty }) => penalty),
    entitlements: (procedure.entitlements ?? []).map(({ say: _own, ...rule }) => rule),
  };
  return Object.entries(lists).flatMap(([name, facts]) =>
    facts.map((fact, index) => ({ field: `${name}[${index}]`, fact })),
  );
}

function findSourceIssues(
  field: string,
  used: readonly string[],
  known: ReadonlySet<string>,
): FactIssue[] {
  return used
    .filter((id) => !known.has(id))
    .map((id) => ({
      field: `${field}.source`,
      reason: `"${id}" is not a source`,
      remedy: `list it in ${catalogFiles.sources}, or name another`,
      missingFrom: catalogFiles.sources,
    }));
}

/** A misspelt question or answer would silently hide the fact from every resident. */
function findWhenIssues(field: string, when: When | undefined, procedure: Procedure): FactIssue[] {
  const options = new Map(
    procedure.branch_questions.map((question) => [
      question.id,
      question.options.map((option) => option.value),
    ]),
  );
  return Object.entries(when ?? {}).flatMap(([question, needed]): FactIssue[] => {
    const values = options.get(question);
    const base = { field: `${field}.when.${question}` };
    if (values === undefined) {
      const reason = `this procedure has no question "${question}"`;
      return [{ ...base, reason, remedy: `use one of: ${[...options.keys()].join(", ")}` }];
    }
    return [needed]
      .flat()
      .filter((value) => !values.includes(value))
      .map((value) => ({
        ...base,
        reason: `"${value}" is not an answer to the question "${question}"`,
        remedy: `use one of: ${values.join(", ")}`,
      }));
  });
}

function findWindowIssues(field: string, { valid_from: from, valid_to: to }: Window): FactIssue[] {
  return from !== null && to !== null && to < from
    ? [toFactIssue(`${field}.valid_to`, `it ends on ${to}, before it begins on ${from}`)]
    : [];
}

function findProvinceIssues(
  field: string,
  provinces: readonly string[] | undefined,
  known: ReadonlySet<string>,
): FactIssue[] {
  return (provinces ?? [])
    .filter((name) => !known.has(name))
    .map((name) =>
      toFactIssue(`${field}.province`, `"${name}" is not the short name of a province`),
    );
}

/** The remark beside a figure may not hold another figure. */
function findSayIssues(field: string, fact: ListedFact): FactIssue[] {
  if (fact.say === undefined) return [];
  const { say, ...rest } = fact;
  const known = new Set(extractAllNumbers(rest));
  return extractNumbers(say)
    .filter((number) => !known.has(number))
    .map((number) => ({
      field: `${field}.say`,
      reason: `the number ${number} is not in this fact`,
      remedy: "take figures from the fact only",
    }));
}

/** Figures for the same case must follow each other day by day. */
function findSequenceIssues(field: string, facts: readonly DatedFact[]): FactIssue[] {
  const cases = Map.groupBy(facts, caseOf);
  return [...cases.values()].flatMap((group) => {
    const ordered = group.toSorted((one, other) =>
      (one.valid_from ?? "").localeCompare(other.valid_from ?? ""),
    );
    return ordered.slice(1).flatMap((later, index): FactIssue[] => {
      const earlier = ordered[index];
      if (earlier === undefined) return [];
      const name = `${field}[${facts.indexOf(later)}].valid_from`;
      const [end, start] = [earlier.valid_to, later.valid_from];
      if (end === null || start === null || start <= end) {
        const reason = `the same case as ${field}[${facts.indexOf(earlier)}] holds on the same days`;
        return [{ field: name, reason, remedy: "end one, or say in `who` for whom each holds" }];
      }
      if (start === addDays(end, 1)) return [];
      const reason = `no figure holds from ${addDays(end, 1)} to ${addDays(start, -1)}`;
      return [{ field: name, reason, remedy: "close the gap, or enter what holds between" }];
    });
  });
}

function toFactIssue(field: string, reason: string): FactIssue {
  return { field, reason, remedy: "correct the record" };
}
