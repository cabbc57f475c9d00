import { z } from "zod";
import { maxUnitsPerLetter } from "../../catalog/text/normalize.ts";

/** What is wrong with a field, in words for the person who filled it in; it never repeats what was typed. */
export interface FieldError {
  readonly field: string;
  readonly reason: string;
}

export type FormResult<Value> =
  | { readonly value: Value; readonly errors: null }
  | { readonly value: null; readonly errors: readonly FieldError[] };

/** Parses a form, or the same fields as JSON. */
export function parseForm<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
): FormResult<z.output<Schema>> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return { value: parsed.data, errors: null };
  const errors = parsed.error.issues.map(({ path, message }) => ({
    field: String(path[0] ?? ""),
    reason: message,
  }));
  return { value: null, errors };
}

/** Returns what was typed, to show it again: texts only, and never a password. */
export function typedFields(body: unknown): Readonly<Record<string, string>> {
  if (typeof body !== "object" || body === null) return {};
  const texts = Object.entries(body).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === "string" && !entry[0].includes("password"),
  );
  return Object.fromEntries(texts);
}

const maxTextLength = 1_000;

/** A line of text that is required. */
export function requiredText(missing: string, maxLength = maxTextLength) {
  return boundedText(missing, maxLength).pipe(
    z.string().min(1, missing).max(maxLength, tooLong(maxLength)),
  );
}

/** A line of text that may be empty or absent: it is "" then. */
export function textOrEmpty(maxLength = maxTextLength) {
  return boundedText("Phải là chữ", maxLength)
    .optional()
    .transform((value) => value ?? "")
    .pipe(z.string().max(maxLength, tooLong(maxLength)));
}

/** A text of any form, trimmed and composed. Bounded first: reordering 64,000 combining marks takes seconds. */
export function boundedText(wrongType: string, maxLength: number) {
  return z
    .string({ error: wrongType })
    .max(maxLength * maxUnitsPerLetter, tooLong(maxLength))
    .transform(clean);
}

function tooLong(maxLength: number): string {
  return `Dài nhất ${maxLength} ký tự`;
}

/** An id that is required, from a form or from JSON. */
export function requiredId(missing: string) {
  return z
    .union([z.string(), z.number()], { error: missing })
    .transform(String)
    .pipe(z.string().regex(/^[1-9]\d{0,14}$/, missing))
    .transform(Number);
}

/** An id that may be empty or absent: it is null then. */
export function optionalId(wrong: string) {
  return z
    .union([z.literal(""), z.null(), requiredId(wrong)], { error: wrong })
    .optional()
    .transform((value) => (typeof value === "number" ? value : null));
}

/** PostgreSQL cannot store a NUL. */
function clean(value: string): string {
  return value.replaceAll("\0", "").normalize("NFC").trim();
}
