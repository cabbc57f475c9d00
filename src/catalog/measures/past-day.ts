import { addDays, isDay } from "../local-time.ts";

const date =
  /(?<= )(?:ngay |hom )?(?:mung |mong )?(?<day>\d{1,2})(?:[/.-]| thang )(?<month>\d{1,2})(?:(?:[/.-]| nam )(?<year>\d{4}|\d\d))?(?= )(?! ngay)/u;
const relative: readonly (readonly [pattern: RegExp, days: number])[] = [
  [/ (?:hom|bua) (?:kia|kìa) /u, 2],
  [/ (?:hom|bua|toi|chieu|sang|dem|trua) qua /u, 1],
  [/ yesterday /u, 1],
  [/ (?:hom|bua|sang|trua|chieu|toi|dem) nay /u, 0],
  [/ (?:vua|moi) (?:sang|trua|chieu|toi|dem|hom) nay /u, 0],
  [/ tuan (?:truoc|roi|qua) /u, 7],
  [/ thang (?:truoc|roi|qua) /u, 30],
];

/** Finds the past date that a text (without marks, a blank at both ends) names in figures; null if it names none. */
export function findPastDate(text: string, today: string): string | null {
  const found = date.exec(text)?.groups;
  return found === undefined ? null : dayOf(found, today);
}

/** Finds the past day that it names by its distance: "hôm qua", "tuần trước". */
export function findRelativeDay(text: string, today: string): string | null {
  const said = relative.find(([pattern]) => pattern.test(text));
  return said === undefined ? null : addDays(today, -said[1]);
}

/** Without a year it is the latest such day that is not ahead. */
function dayOf(found: Record<string, string | undefined>, today: string): string | null {
  const monthAndDay = `${(found["month"] ?? "").padStart(2, "0")}-${(found["day"] ?? "").padStart(2, "0")}`;
  const thisYear = Number(today.slice(0, 4));
  const typed = found["year"];
  const years =
    typed === undefined
      ? [thisYear, thisYear - 1]
      : typed.length === 4
        ? [Number(typed)]
        : [2000 + Number(typed), 1900 + Number(typed)];
  const days = years.map((year) => `${year}-${monthAndDay}`);
  return days.find((day) => isDay(day) && day <= today) ?? null;
}

const partOfYear = / (?<part>dau|giua|cuoi) nam(?: (?<year>nay|ngoai|truoc|roi|qua|\d{4}))? /u;
const lastYear = / nam (?:ngoai|truoc|roi|qua) /u;
const monthAlone =
  / (?:hoi|tu|vao|luc|sinh|sanh|de|trong) thang (?<month>\d{1,2})(?: (?:nam )?(?<year>nay|ngoai|roi|truoc|\d{4}))? /u;
/** The months of a part of the year, from 1. */
const monthsOf = { dau: [1, 3], giua: [5, 8], cuoi: [10, 12] } as const;

/** A stretch of days, both included. */
export interface PastSpan {
  readonly from: string;
  readonly to: string;
}

/** Finds the stretch of the past that it names: "hồi đầu năm", "hồi tháng 3", "năm ngoái". It ends today at the latest. */
export function findPastSpan(text: string, today: string): PastSpan | null {
  const month = monthAlone.exec(text)?.groups;
  if (month !== undefined) {
    const number = Number(month["month"]);
    return number < 1 || number > 12 ? null : spanOf(month["year"], [number, number], today);
  }
  const part = partOfYear.exec(text)?.groups;
  if (part !== undefined) {
    return spanOf(part["year"], monthsOf[part["part"] as keyof typeof monthsOf], today);
  }
  return lastYear.test(text) ? spanOf("ngoai", [1, 12], today) : null;
}

/** Without a year it is the latest one in which these months have begun. */
function spanOf(
  typed: string | undefined,
  [first, last]: readonly [number, number],
  today: string,
): PastSpan | null {
  const thisYear = Number(today.slice(0, 4));
  const hasBegun = `${thisYear}-${twoDigits(first)}-01` <= today;
  const named = typed === undefined || typed === "nay" ? thisYear : thisYear - 1;
  const year = /^\d/.test(typed ?? "")
    ? Number(typed)
    : hasBegun || typed !== undefined
      ? named
      : named - 1;
  const from = `${year}-${twoDigits(first)}-01`;
  const nextMonth = last === 12 ? `${year + 1}-01-01` : `${year}-${twoDigits(last + 1)}-01`;
  const end = addDays(nextMonth, -1);
  return from > today ? null : { from, to: end < today ? end : today };
}

function twoDigits(month: number): string {
  return String(month).padStart(2, "0");
}
