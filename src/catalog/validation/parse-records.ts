import { z } from "zod";
import type { ValidationIssue } from "./issue.ts";

/** One file as it was read; `content` is undefined where that failed and was reported. */
export interface Source {
  readonly file: string;
  readonly content: unknown;
}

/** The well-formed records of one list; the others are reported. */
export function parseRecords<T>(
  { file, content }: Source,
  list: string,
  schema: z.ZodType<T>,
  idField: string,
  faults: ValidationIssue[],
): T[] {
  if (content === undefined) return [];
  const parsed = z.looseObject({ [list]: z.array(z.unknown()) }).safeParse(content);
  if (!parsed.success) {
    const reason = "the list of records is missing";
    faults.push({ file, record: "-", field: list, reason, remedy: `hold { "${list}": [ … ] }` });
    return [];
  }
  const records: T[] = [];
  for (const [index, raw] of (parsed.data[list] ?? []).entries()) {
    const record = schema.safeParse(raw);
    if (record.success) records.push(record.data);
    else
      faults.push(
        ...describeZodIssues(file, nameOf(raw, idField, `${list}[${index}]`), record.error),
      );
  }
  return records;
}

/** Year → whether its holidays have been announced. */
export function parseYearsOfficial(
  { file, content }: Source,
  faults: ValidationIssue[],
): Record<string, boolean> {
  if (content === undefined) return {};
  const years = z.record(z.string().regex(/^\d{4}$/, "must be a year"), z.boolean());
  const parsed = z
    .looseObject({ meta: z.looseObject({ years_official: years }) })
    .safeParse(content);
  if (parsed.success) return parsed.data.meta.years_official;
  faults.push(...describeZodIssues(file, "-", parsed.error));
  return {};
}

export function describeZodIssues(
  file: string,
  record: string,
  error: z.ZodError,
  remedy = "mend this field as src/catalog/schema.ts describes it",
): ValidationIssue[] {
  return error.issues.map((issue) => ({
    file,
    record,
    field: describePath(issue.path),
    reason: issue.message,
    remedy,
  }));
}

/** `["documents", 2, "when"]` → `documents[2].when`. */
function describePath(path: readonly PropertyKey[]): string {
  const joined = path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("");
  return joined.replace(/^\./, "") || "-";
}

function nameOf(raw: unknown, idField: string, place: string): string {
  const named = z.looseObject({ [idField]: z.string().min(1) }).safeParse(raw);
  return (named.success ? named.data[idField] : undefined) ?? place;
}
