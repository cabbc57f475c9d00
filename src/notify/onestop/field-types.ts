import { z } from "zod";
import { isDossierStatus } from "../../catalog/dossiers/dossier-status.ts";
import { addDays, toInstant, toLocalDay } from "../../catalog/local-time.ts";
import { normalizeBounded } from "../../catalog/text/normalize.ts";

/**
 * The types of fields in a one-stop system's messages (docs/platforms/one-stop.md). Senders leave fields out, send "" or null
 * for "nothing", and send numbers for codes. Error texts are for the sender's operators and never repeat a value.
 */

const maxTextLength = 4_000;

/** Trimmed text, or null if there is none. NUL characters are removed, because PostgreSQL cannot store them. */
export const optionalText = z
  .union([z.string(), z.number().transform(String), z.null()], { error: "must be text" })
  .optional()
  .refine((value) => String(value ?? "").length <= maxTextLength, {
    error: `must have at most ${maxTextLength} characters`,
    abort: true,
  })
  .transform((value) => clean(value ?? "") || null);

/** `yyyyMMddHHmmss` in Asia/Ho_Chi_Minh; null for "". */
export const optionalTime = optionalText.transform((value, context): Date | null => {
  if (value === null) return null;
  const at = parseTime(value);
  if (at !== null) return at;
  context.addIssue("must be a time written yyyyMMddHHmmss, or empty");
  return z.NEVER;
});

export const optionalStatus = optionalText.transform((value, context) => {
  if (value === null) return null;
  const number = /^\d{1,2}$/.test(value) ? Number(value) : 0;
  if (isDossierStatus(number)) return number;
  context.addIssue("must be a status from 1 to 10");
  return z.NEVER;
});

/** A field that every element must have. */
export function required<Value>(schema: z.ZodType<Value | null>) {
  return schema.transform((value, context): Value => {
    if (value !== null) return value;
    context.addIssue("is missing");
    return z.NEVER;
  });
}

function parseTime(value: string): Date | null {
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(value);
  if (match === null) return null;
  const [year, month, date, hour, minute, second] = match.slice(1).map(Number) as Six;
  if (hour > 23 || minute > 59 || second > 59 || year < 1900) return null;
  const day = `${match[1]}-${match[2]}-${match[3]}`;
  if (
    month < 1 ||
    month > 12 ||
    date < 1 ||
    addDays(day.slice(0, 8).concat("01"), date - 1) !== day
  ) {
    return null;
  }
  const at = toInstant(day, hour * 60 + minute);
  return toLocalDay(at) === day ? new Date(at.getTime() + second * 1000) : null;
}

type Six = [number, number, number, number, number, number];

function clean(value: string): string {
  return normalizeBounded(value, maxTextLength).replaceAll("\0", "").trim();
}
