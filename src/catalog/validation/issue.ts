/** One thing wrong in the shipped records, with what a person needs to mend it. */
export interface ValidationIssue {
  readonly file: string;
  /** The record's id, or where it has none, its place in the file. */
  readonly record: string;
  /** Path inside the record, such as `documents[2].when.tuoi`. */
  readonly field: string;
  readonly reason: string;
  readonly remedy: string;
  /** The file in which something was looked for in vain: unreliable while that file has faults of its own. */
  readonly missingFrom?: string;
}

/** The files of the catalogue, as they are called in its folder. */
export const catalogFiles = {
  procedures: "procedures.json",
  points: "help_points.json",
  wards: "wards.json",
  holidays: "holidays.json",
  lifeEvents: "life-events.json",
  glossary: "glossary.json",
  alsoSaid: "also-said.json",
  commonWords: "common-words.json",
  hardWords: "hard-words.json",
  /** A folder: the words and phrases by which typed sentences are understood, in several files. */
  vocabulary: "nlu",
  /** A folder: every JSON file in it holds some of the guides. */
  guides: "guides",
  /** A folder: every JSON file in it holds some Vietnamese texts of the catalogue with their English. */
  english: "english",
} as const;

/** Values that stand more than once where each may stand once. */
export function findRepeated(
  file: string,
  field: string,
  values: readonly string[],
): ValidationIssue[] {
  const once = new Set<string>();
  const repeated = new Set<string>();
  for (const value of values) (once.has(value) ? repeated : once).add(value);
  return [...repeated].map((value) => ({
    file,
    record: value,
    field,
    reason: `"${value}" stands more than once`,
    remedy: "keep one, or give the other a value of its own",
  }));
}

/** A reference to a procedure that the catalogue doesn't hold. */
export function unknownProcedure(
  file: string,
  record: string,
  field: string,
  id: string,
): ValidationIssue {
  return {
    file,
    record,
    field,
    reason: `"${id}" is no procedure`,
    remedy: `write the id of a record of ${catalogFiles.procedures}`,
    missingFrom: catalogFiles.procedures,
  };
}
