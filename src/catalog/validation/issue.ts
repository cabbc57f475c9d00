/** One error in the shipped records, with what a person needs to correct it. */
export interface ValidationIssue {
  readonly file: string;
  /** The record's id or, if it has none, its place in the file. */
  readonly record: string;
  /** The path inside the record, such as `documents[2].when.tuoi`. */
  readonly field: string;
  readonly reason: string;
  readonly remedy: string;
  /** The file that lacks the referenced entry. The issue is unreliable while that file has issues of its own. */
  readonly missingFrom?: string;
}

/** The shipped records must not be shown to residents; the service must not start with them. */
export class CatalogError extends Error {
  override readonly name = "CatalogError";
  readonly issues: readonly ValidationIssue[];
  /** Every issue with its file, record, field and remedy, for a person to read. */
  readonly report: string;

  constructor(folder: string, issues: readonly ValidationIssue[]) {
    const report = formatReport(folder, issues);
    super(report);
    this.issues = issues;
    this.report = report;
  }
}

function formatReport(folder: string, issues: readonly ValidationIssue[]): string {
  const lines = issues.map(
    (issue) => `${issue.file} › ${issue.record} › ${issue.field}: ${issue.reason}; ${issue.remedy}`,
  );
  const count = `${issues.length} error${issues.length === 1 ? "" : "s"}`;
  return [`The catalogue in ${folder} has ${count} (file › record › field):`, ...lines].join("\n");
}

/** The files of the catalogue, by their names in its folder. */
export const catalogFiles = {
  /** A folder: every JSON file in it holds some of the procedures. */
  procedures: "procedures",
  /** The trained classifier: its header, and its weights, one byte each. A catalogue may have none. */
  modelHeader: "model/classifier.json",
  modelWeights: "model/classifier.bin",
  sources: "sources.json",
  points: "help_points.json",
  contacts: "contacts.json",
  wards: "wards.json",
  holidays: "holidays.json",
  lifeEvents: "life-events.json",
  glossary: "glossary.json",
  knownAnswers: "known-answers.json",
  synonyms: "also-said.json",
  commonWords: "common-words.json",
  jargon: "hard-words.json",
  /** A folder: the words and phrases by which typed sentences are understood, in several files. */
  vocabulary: "nlu",
  /** A folder: every JSON file in it holds some of the guides. */
  guides: "guides",
  /** A folder: every JSON file in it holds some Vietnamese texts of the catalogue with their English. */
  english: "english",
} as const;

/** Reports values that occur more than once although they must be unique. */
export function findDuplicates(
  file: string,
  field: string,
  values: readonly string[],
): ValidationIssue[] {
  const seen = new Set<string>();
  const duplicates = new Set<string>();
  for (const value of values) (seen.has(value) ? duplicates : seen).add(value);
  return [...duplicates].map((value) => ({
    file,
    record: value,
    field,
    reason: `"${value}" occurs more than once`,
    remedy: "keep one, or give the other a value of its own",
  }));
}

/** Builds the issue for a reference to a procedure that the catalogue does not contain. */
export function toUnknownProcedureIssue(
  file: string,
  record: string,
  field: string,
  id: string,
): ValidationIssue {
  return {
    file,
    record,
    field,
    reason: `"${id}" is not a procedure`,
    remedy: `write the id of a record in ${catalogFiles.procedures}/`,
    missingFrom: catalogFiles.procedures,
  };
}
