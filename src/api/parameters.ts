import { z } from "zod";
import { maxUnitsPerLetter } from "../catalog/text/normalize.ts";

const maxQueryCharacters = 1000;
const defaultLimit = 10;
/** The longest list that one request can get. */
const maxLimit = 100;
/** The calendar holds no data about days outside these years. */
const firstYear = 2000;
const lastYear = 2100;

/** A typed sentence. Its length is counted in characters, not in UTF-16 units: "👵" is one, and so is "ố". */
export const sentenceParameter = z
  .string("must be given, once")
  .refine(isWithinLength, `must have 1 to ${maxQueryCharacters} characters`)
  .meta({
    minLength: 1,
    maxLength: maxQueryCharacters,
    description: "What a resident typed, with or without diacritics",
    examples: ["làm giấy khai sinh cho con", "mat can cuoc"],
  });

export const limitParameter = numberParameter(
  z.int(`must be a whole number from 1 to ${maxLimit}`),
  1,
  maxLimit,
)
  // Not `default`, which the generated document leaves out of preprocessed parameters.
  .prefault(defaultLimit)
  .describe("The maximum number of results");

export const latitudeParameter = numberParameter(
  z.number("must be a decimal number"),
  -90,
  90,
).meta({
  description: "Degrees, WGS 84; together with lng or not at all",
  examples: [10.7425],
});

export const longitudeParameter = numberParameter(
  z.number("must be a decimal number"),
  -180,
  180,
).meta({ description: "Degrees, WGS 84; together with lat or not at all", examples: [106.643] });

export const timeParameter = z
  .preprocess(
    (raw) => (typeof raw === "string" ? completeTime(raw) : raw),
    z.iso.datetime({
      offset: true,
      error: "must be ISO 8601 with an offset, such as 2026-11-24T09:30:00+07:00",
    }),
  )
  .transform((iso) => new Date(iso))
  .refine(isWithinCalendar, `must lie in the years ${firstYear} to ${lastYear}`)
  .meta({
    description: "The moment of the query, ISO 8601 with its offset; absent means now",
    examples: ["2026-11-26T09:30:00+07:00"],
  });

export const dayParameter = z.iso
  .date("must be a day such as 2026-11-30")
  .refine(
    // A text that is no day has been reported already.
    (day) => Number.isNaN(Date.parse(day)) || isWithinCalendar(new Date(day)),
    `must lie in the years ${firstYear} to ${lastYear}`,
  )
  .meta({
    description: "The day, local to Việt Nam; absent means today",
    examples: ["2027-01-05"],
  });

export const flagParameter = z.preprocess(
  (raw) => (raw === "true" ? true : raw === "false" ? false : raw),
  z.boolean("must be true or false"),
);

/** Accepts plain decimals only: `Number` alone would also accept "", " 7 ", "0x1f" and "Infinity". */
function numberParameter(schema: z.ZodNumber, min: number, max: number) {
  const reason = `must lie between ${min} and ${max}`;
  return z.preprocess(
    (raw) => (typeof raw === "string" && /^-?\d+(\.\d+)?$/.test(raw) ? Number(raw) : raw),
    schema.min(min, reason).max(max, reason),
  );
}

/** Restores a "+" that was not percent-encoded and so arrives as a space, and the seconds, which ISO 8601 makes optional. */
function completeTime(raw: string): string {
  return raw.replace(/ (?=\d\d:\d\d$)/, "+").replace(/(T\d\d:\d\d)(?=[Z+-])/, "$1:00");
}

function isWithinLength(sentence: string): boolean {
  if (sentence.length > maxQueryCharacters * maxUnitsPerLetter) return false;
  const characters = [...sentence.normalize("NFC")].length;
  return characters >= 1 && characters <= maxQueryCharacters;
}

function isWithinCalendar(at: Date): boolean {
  return at.getUTCFullYear() >= firstYear && at.getUTCFullYear() <= lastYear;
}
