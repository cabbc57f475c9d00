import { z } from "zod";
import { formatMinuteOfDay, formatWeeklyHours } from "../../catalog/hours/format-weekly-hours.ts";
import { parseWeeklyHours, type WeeklyHours } from "../../catalog/hours/weekly-hours.ts";
import type { MinuteInterval, Weekday } from "../../catalog/local-time.ts";
import type { FieldError } from "../framework/form.ts";

/** Days that share one line of the form. */
interface DayGroup {
  readonly id: string;
  readonly name: string;
  readonly days: readonly Weekday[];
}

/** Most points have the same hours from Monday to Friday: three lines are enough, and easy to fill in on a phone. */
const weekGroups: readonly DayGroup[] = [
  { id: "mf", name: "Thứ Hai đến thứ Sáu", days: [1, 2, 3, 4, 5] },
  { id: "sa", name: "Thứ Bảy", days: [6] },
  { id: "su", name: "Chủ nhật", days: [7] },
];
const singleDays: readonly DayGroup[] = [
  ...["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu"].map(weekdayLine),
  ...weekGroups.slice(1),
];

/** The two intervals that a day may have in the form. */
const parts = ["am", "pm"] as const;
const minutesPerDay = 1440;

/** Returns the form for these hours. It has a line per day if they differ within the week, or if `asksEach`. */
export function createHoursForm(osm: string | null, asksEach: boolean) {
  const week = osm === null ? null : parseWeeklyHours(osm);
  const isEach = asksEach || (week !== null && !fitsGroups(week));
  const lines = (isEach ? singleDays : weekGroups).map(({ id, name, days: [day = 1] }) => ({
    name,
    fields: parts.flatMap((part, index) => inputsOf(id, part, week?.[day][index])),
  }));
  return { isEach, lines, isTooMuch: week !== null && !fitsForm(week) };
}

/** Reads what was filled in. An empty form says that no hours are known: null. */
export function parseHoursForm(body: unknown): {
  osm: string | null;
  errors: readonly FieldError[];
} {
  const typed = z.record(z.string(), z.unknown()).catch({}).parse(body);
  const errors: FieldError[] = [];
  const week: Record<Weekday, MinuteInterval[]> = {
    1: [],
    2: [],
    3: [],
    4: [],
    5: [],
    6: [],
    7: [],
  };
  for (const { id, name, days } of typed["days"] === "each" ? singleDays : weekGroups) {
    const intervals = parts.flatMap((part) => {
      const [from, to] = ["from", "to"].map((end) => minuteOf(typed[`${id}_${part}_${end}`]));
      if (from === null && to === null) return [];
      // Midnight at the end of a day is typed like the one at its beginning.
      const until = to === 0 ? minutesPerDay : to;
      if (from == null || until == null || !(from < until)) {
        errors.push({ field: `${id}_${part}_from`, reason: `${name}: giờ mở phải trước giờ đóng` });
        return [];
      }
      return [{ from, to: until }];
    });
    const [first, second] = intervals;
    if (first && second && second.from <= first.to) {
      errors.push({ field: `${id}_pm_from`, reason: `${name}: buổi chiều phải sau buổi sáng` });
    }
    for (const day of days) week[day] = intervals;
  }
  return { osm: errors.length > 0 ? null : formatWeeklyHours(week), errors };
}

function inputsOf(id: string, part: (typeof parts)[number], interval: MinuteInterval | undefined) {
  const name = part === "am" ? "buổi đầu" : "buổi sau";
  const value = (minute: number | undefined) =>
    minute === undefined ? "" : formatMinuteOfDay(minute % minutesPerDay);
  return [
    { name: `${id}_${part}_from`, value: value(interval?.from), label: `${name}, mở` },
    { name: `${id}_${part}_to`, value: value(interval?.to), label: `${name}, đóng` },
  ];
}

function fitsGroups(week: WeeklyHours): boolean {
  return ([2, 3, 4, 5] as const).every(
    (day) => JSON.stringify(week[day]) === JSON.stringify(week[1]),
  );
}

/** Returns whether the form can hold these hours: at most two intervals a day, none past midnight. */
function fitsForm(week: WeeklyHours): boolean {
  return Object.values(week).every(
    (intervals: readonly MinuteInterval[]) =>
      intervals.length <= parts.length && intervals.every(({ to }) => to <= minutesPerDay),
  );
}

/** null: left empty. NaN: not a time of day. */
function minuteOf(typed: unknown): number | null {
  if (typeof typed !== "string" || typed.trim() === "") return null;
  const [, hour, minute] = /^([01]?\d|2[0-3])[:hg.]([0-5]\d)$/.exec(typed.trim()) ?? [];
  return hour === undefined ? Number.NaN : Number(hour) * 60 + Number(minute);
}

function weekdayLine(name: string, index: number): DayGroup {
  const day = (index + 1) as Weekday;
  return { id: `d${day}`, name, days: [day] };
}
