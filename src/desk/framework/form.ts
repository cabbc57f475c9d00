import { z } from "zod";

/** What is wrong with a field, in words for who filled it in; never what was typed. */
export interface FieldError {
  readonly field: string;
  readonly reason: string;
}

export type FormResult<Value> =
  | { readonly value: Value; readonly faults: null }
  | { readonly value: null; readonly faults: readonly FieldError[] };

/** A form, or the same as JSON. */
export function readForm<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
): FormResult<z.output<Schema>> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return { value: parsed.data, faults: null };
  const faults = parsed.error.issues.map(({ path, message }) => ({
    field: String(path[0] ?? ""),
    reason: message,
  }));
  return { value: null, faults };
}

/** What was typed, to be shown again: texts only, and never a password. */
export function typedFields(body: unknown): Readonly<Record<string, string>> {
  if (typeof body !== "object" || body === null) return {};
  const texts = Object.entries(body).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === "string" && !entry[0].includes("password"),
  );
  return Object.fromEntries(texts);
}

const maxTextLength = 1_000;

/** A line of text that must be there. PostgreSQL can't keep a NUL. */
export function neededText(missing: string, maxLength = maxTextLength) {
  return z
    .string({ error: missing })
    .transform(clean)
    .pipe(z.string().min(1, missing).max(maxLength, `Dài nhất ${maxLength} ký tự`));
}

/** A line of text that may be left empty; "" then. */
export function freeText(maxLength = maxTextLength) {
  return z
    .string({ error: "Phải là chữ" })
    .optional()
    .transform((value) => clean(value ?? ""))
    .pipe(z.string().max(maxLength, `Dài nhất ${maxLength} ký tự`));
}

/** A number of ours, such as an id, from a form or from JSON. */
export function idOf(missing: string) {
  return z
    .union([z.string(), z.number()], { error: missing })
    .transform(String)
    .pipe(z.string().regex(/^[1-9]\d{0,14}$/, missing))
    .transform(Number);
}

/** The same where nothing may be chosen: null then. */
export function optionalId(wrong: string) {
  return z
    .union([z.literal(""), z.null(), idOf(wrong)], { error: wrong })
    .optional()
    .transform((value) => (typeof value === "number" ? value : null));
}

function clean(value: string): string {
  return value.replaceAll("\0", "").normalize("NFC").trim();
}
