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
