import { addDays, isDay } from "../local-time.ts";
import { replaceLookalikes } from "../text/lookalikes.ts";
import { normalizeBounded } from "../text/normalize.ts";

/** The first and last day of a closure. */
interface DateRange {
  readonly from: string;
  readonly to: string;
}

const day = String.raw`(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?`;
const closure = new RegExp(
  `^(?:nghỉ\\s+)?(?:ngày\\s+|từ\\s+)*${day}(?:\\s*(?:-|–|đến|tới)\\s*(?:ngày\\s+)?${day})?$`,
  "iu",
);
/** A day without a year belongs to next year if this year's lies further back than this. */
const maxPastDays = 30;
/** An end without a year that would be later than this after the beginning lies before it: "30/12 đến 28/12". */
const maxGuessedDays = 183;
/** Longer than any closure that somebody types. */
const maxLength = 200;

/**
 * Parses the days of a closure as staff type them: "nghỉ 28/11", "28/11 đến 2/12", "28/11/2026".
 * Returns null if the text has none of these forms, names a day that does not exist, or ends before it begins.
 */
export function parseClosure(typed: string, today: string): DateRange | null {
  const [, d1, m1, y1, d2, m2, y2] = closure.exec(normalizeTyped(typed)) ?? [];
  if (d1 === undefined || m1 === undefined) return null;
  const from = resolveDay(d1, m1, y1, addDays(today, -maxPastDays));
  if (from === null) return null;
  if (d2 === undefined || m2 === undefined) return { from, to: from };
  const to = resolveDay(d2, m2, y2, from);
  if (to === null || to < from) return null;
  return y2 === undefined && to > addDays(from, maxGuessedDays) ? null : { from, to };
}

/** Whether the text has one of these forms, whatever its days are. */
export function hasClosureForm(typed: string): boolean {
  return closure.test(normalizeTyped(typed));
}

function normalizeTyped(typed: string): string {
  return replaceLookalikes(normalizeBounded(typed, maxLength)).trim();
}

/** Returns the day in the given year or, if no year is given, the first such day that is not before `earliest`. */
function resolveDay(
  d: string,
  m: string,
  year: string | undefined,
  earliest: string,
): string | null {
  const monthAndDay = `${m.padStart(2, "0")}-${d.padStart(2, "0")}`;
  const thisYear = Number(earliest.slice(0, 4));
  const years = year === undefined ? [thisYear, thisYear + 1] : [Number(year)];
  const found = years
    .map((each) => `${each}-${monthAndDay}`)
    .find((date) => isDay(date) && (year !== undefined || date >= earliest));
  return found ?? null;
}
