import { addDays } from "../local-time.ts";

/** A closure's first and last day. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

const day = String.raw`(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?`;
const form = new RegExp(
  `^(?:nghỉ\\s+)?(?:ngày\\s+|từ\\s+)*${day}(?:\\s*(?:-|–|đến|tới)\\s*(?:ngày\\s+)?${day})?$`,
  "iu",
);
/** A day without its year that lies further back than this is one of next year. */
const pastDays = 30;

/** "nghỉ 28/11", "28/11 đến 2/12", "28/11/2026": the days meant, seen from `today`; null where it is none of these or no such day. */
export function parseClosure(typed: string, today: string): DateRange | null {
  const [, d1, m1, y1, d2, m2, y2] = form.exec(typed.trim()) ?? [];
  if (d1 === undefined || m1 === undefined) return null;
  const from = dayOf(d1, m1, y1, addDays(today, -pastDays));
  if (from === null) return null;
  if (d2 === undefined || m2 === undefined) return { from, to: from };
  const to = dayOf(d2, m2, y2, from);
  return to === null || to < from ? null : { from, to };
}

/** The first such day that is not before `earliest`, or the one of the year that was said. */
function dayOf(d: string, m: string, year: string | undefined, earliest: string): string | null {
  const tail = `${m.padStart(2, "0")}-${d.padStart(2, "0")}`;
  const thisYear = Number(earliest.slice(0, 4));
  const years = year === undefined ? [thisYear, thisYear + 1] : [Number(year)];
  const found = years
    .map((one) => `${one}-${tail}`)
    .find((date) => isDay(date) && (year !== undefined || date >= earliest));
  return found ?? null;
}

function isDay(date: string): boolean {
  return !Number.isNaN(Date.parse(date)) && addDays(date, 0) === date;
}
