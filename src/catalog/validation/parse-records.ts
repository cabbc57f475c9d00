import { z } from "zod";
import { findDuplicates, type ValidationIssue } from "./issue.ts";

/** The content of one file; `content` is undefined if the file could not be read, which has been reported. */
export interface SourceFile {
  readonly file: string;
  readonly content: unknown;
}

/** Returns the well-formed records of one list and adds an issue for each of the others. */
export function parseRecords<T>(
  { file, content }: SourceFile,
  list: string,
  schema: z.ZodType<T>,
  idField: string,
  issues: ValidationIssue[],
): T[] {
  if (content === undefined) return [];
  const parsed = z.looseObject({ [list]: z.array(z.unknown()) }).safeParse(content);
  if (!parsed.success) {
    const reason = "the list of records is missing";
    issues.push({ file, record: "-", field: list, reason, remedy: `hold { "${list}": [ … ] }` });
    return [];
  }
  const records: T[] = [];
  for (const [index, raw] of (parsed.data[list] ?? []).entries()) {
    const record = schema.safeParse(raw);
    if (record.success) {
      records.push(record.data);
      continue;
    }
    const name = identifyRecord(raw, idField, `${list}[${index}]`);
    issues.push(...toIssues(file, name, record.error));
  }
  return records;
}

/** Returns year → whether its holidays have been announced. */
export function parseYearsOfficial(
  { file, content }: SourceFile,
  issues: ValidationIssue[],
): Record<string, boolean> {
  if (content === undefined) return {};
  const years = z.record(z.string().regex(/^\d{4}$/, "must be a year"), z.boolean());
  const parsed = z
    .looseObject({ meta: z.looseObject({ years_official: years }) })
    .safeParse(content);
  if (parsed.success) return parsed.data.meta.years_official;
  issues.push(...toIssues(file, "-", parsed.error));
  return {};
}

const phrasesSchema = z.strictObject({ phrases: z.record(z.string(), z.string().trim().min(1)) });

/** Returns Vietnamese → English from all files together; malformed files and duplicates are reported. */
export function parsePhrases(
  sources: readonly SourceFile[],
  issues: ValidationIssue[],
): Map<string, string> {
  const entries = sources.flatMap(({ file, content }): [string, string][] => {
    if (content === undefined) return [];
    const parsed = phrasesSchema.safeParse(content);
    if (parsed.success) return Object.entries(parsed.data.phrases);
    const remedy = 'hold { "phrases": { "Vietnamese": "English" } }, every English text not empty';
    const field = parsed.error.issues[0]?.path.join(".") || "-";
    issues.push({ file, record: "-", field, reason: "the phrases are malformed", remedy });
    return [];
  });
  const vietnameseTexts = entries.map(([vietnamese]) => vietnamese);
  issues.push(...findDuplicates("english", "phrases", vietnameseTexts));
  return new Map(entries);
}

export function toIssues(
  file: string,
  record: string,
  error: z.ZodError,
  remedy = "correct this field as src/catalog/schema.ts describes it",
): ValidationIssue[] {
  return error.issues.map((issue) => ({
    file,
    record,
    field: formatPath(issue.path),
    reason: issue.message,
    remedy,
  }));
}

/** `["documents", 2, "when"]` → `documents[2].when`. */
function formatPath(path: readonly PropertyKey[]): string {
  const joined = path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("");
  return joined.replace(/^\./, "") || "-";
}

/** Returns the record's id or, if it has none, its place in the file. */
function identifyRecord(raw: unknown, idField: string, place: string): string {
  const identified = z.looseObject({ [idField]: z.string().min(1) }).safeParse(raw);
  return (identified.success ? identified.data[idField] : undefined) ?? place;
}
