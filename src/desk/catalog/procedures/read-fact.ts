import { z } from "zod";
import { isDay } from "../../../catalog/local-time.ts";
import type { FieldError } from "../../framework/form.ts";
import { toIsoDay } from "../../framework/typed-day.ts";
import type { FactField, FactSection } from "./fact-field.ts";

/** A row of a record, of whatever list. */
export type Row = Readonly<Record<string, unknown>>;

export type ReadRow =
  | { readonly row: Row; readonly errors: null }
  | { readonly row: null; readonly errors: readonly FieldError[] };

const maxLength = 2_000;
const bodySchema = z.record(z.string(), z.unknown()).catch({});

/** Reads the fields of a row. What no field of the form holds is kept from the row as it was. */
export function readRow({ fields }: Pick<FactSection, "fields">, body: unknown, was: Row): ReadRow {
  const typed = bodySchema.parse(body);
  const errors: FieldError[] = [];
  const row: Record<string, unknown> = { ...was };
  for (const field of fields) {
    const value = typed[field.name];
    const read = readField(field, typeof value === "string" ? value : "");
    if ("reason" in read) errors.push({ field: field.name, reason: read.reason });
    else if (read.value === undefined) delete row[field.name];
    else row[field.name] = read.value;
  }
  return errors.length > 0 ? { row: null, errors } : { row, errors: null };
}

function readField(
  { label, kind, empty }: FactField,
  typed: string,
): { readonly value: unknown } | { readonly reason: string } {
  if (typed.length > maxLength) return { reason: `${label}: dài nhất ${maxLength} ký tự` };
  const text = typed.replaceAll("\0", "").normalize("NFC").trim();
  if (text === "") {
    if (empty === "error") return { reason: `${label}: cần ghi` };
    return { value: empty === "null" ? null : undefined };
  }
  switch (kind) {
    case "line":
    case "text":
    case "choice":
    case "province":
      return { value: text };
    case "day": {
      const day = toIsoDay(text);
      return isDay(day) ? { value: day } : { reason: `${label}: không có ngày này` };
    }
    case "money": {
      const digits = text.replaceAll(/[.\s]|đồng|đ$/g, "");
      return /^\d{1,12}$/.test(digits)
        ? { value: Number(digits) }
        : { reason: `${label}: ghi số tiền, như 8.000` };
    }
    case "number": {
      const number = Number(text.replace(",", "."));
      return Number.isFinite(number) && number >= 0
        ? { value: number }
        : { reason: `${label}: ghi một số` };
    }
    case "provinces":
    case "words":
      return {
        value: text
          .split(/[,;]/)
          .map((name) => name.trim())
          .filter((name) => name !== ""),
      };
  }
}

/** Reads which answers a row is for: `when.QUESTION` has the ticked values. Returns undefined if it is for all. */
export function readConditions(
  body: unknown,
  questions: readonly { readonly id: string; readonly options: readonly unknown[] }[],
): Row | undefined {
  const typed = bodySchema.parse(body);
  const when = questions.flatMap(({ id, options }) => {
    const ticked = [typed[`when.${id}`] ?? []].flat().filter((value) => typeof value === "string");
    // All answers ticked is the same as none.
    if (ticked.length === 0 || ticked.length === options.length) return [];
    return [[id, ticked.length === 1 ? ticked[0] : ticked] as const];
  });
  return when.length === 0 ? undefined : Object.fromEntries(when);
}

/** Writes a row's value as its field shows it. */
export function typeValue(value: unknown): string {
  if (value === null || value === undefined) return "";
  return Array.isArray(value) ? value.join(", ") : String(value);
}
