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

/** Most points keep the same hours from Monday to Friday: three lines, filled in on a phone. */
const grouped: readonly DayGroup[] = [
  { id: "mf", name: "Thứ Hai đến thứ Sáu", days: [1, 2, 3, 4, 5] },
  { id: "sa", name: "Thứ Bảy", days: [6] },
  { id: "su", name: "Chủ nhật", days: [7] },
];
const each: readonly DayGroup[] = [
  ...["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu"].map(weekdayLine),
  ...grouped.slice(1),
];

const parts = ["am", "pm"] as const;
const minutesPerDay = 1440;

/** One line of the form: two stretches of a day, as `<input type="time">` takes them. */
export interface HoursLine {
  readonly name: string;
  readonly fields: readonly {
    readonly name: string;
    readonly value: string;
    readonly label: string;
  }[];
}

/** The form for these hours; day by day where they differ within the week, or where that was asked for. */
export function hoursForm(osm: string | null, asksEach: boolean) {
  const week = osm === null ? null : parseWeeklyHours(osm);
  const isEach = asksEach || (week !== null && !fitsGroups(week));
  const lines = (isEach ? each : grouped).map(({ id, name, days: [day = 1] }) => ({
    name,
    fields: parts.flatMap((part, index) => fieldsOf(id, part, week?.[day][index])),
  }));
  return { isEach, lines, isTooMuch: week !== null && !fits(week) };
}

/** Reads what was filled in. An empty form says that no hours are known: null. */
export function readHours(body: unknown): { osm: string | null; faults: readonly FieldError[] } {
  const typed = z.record(z.string(), z.unknown()).catch({}).parse(body);
  const faults: FieldError[] = [];
  const week: Record<Weekday, MinuteInterval[]> = {
    1: [],
    2: [],
    3: [],
    4: [],
    5: [],
    6: [],
    7: [],
  };
  for (const { id, name, days } of typed["days"] === "each" ? each : grouped) {
    const spans = parts.flatMap((part) => {
      const [from, to] = ["from", "to"].map((end) => minuteOf(typed[`${id}_${part}_${end}`]));
      if (from === null && to === null) return [];
      // Midnight at the end of a day is written as the one at its beginning.
      const until = to === 0 ? minutesPerDay : to;
      if (from == null || until == null || !(from < until)) {
        faults.push({ field: `${id}_${part}_from`, reason: `${name}: giờ mở phải trước giờ đóng` });
        return [];
      }
      return [{ from, to: until }];
    });
    const [first, second] = spans;
    if (first && second && second.from <= first.to) {
      faults.push({ field: `${id}_pm_from`, reason: `${name}: buổi chiều phải sau buổi sáng` });
    }
    for (const day of days) week[day] = spans;
  }
  return { osm: faults.length > 0 ? null : formatWeeklyHours(week), faults };
}

function fieldsOf(id: string, part: (typeof parts)[number], span: MinuteInterval | undefined) {
  const name = part === "am" ? "buổi đầu" : "buổi sau";
  const value = (minute: number | undefined) =>
    minute === undefined ? "" : formatMinuteOfDay(minute % minutesPerDay);
  return [
    { name: `${id}_${part}_from`, value: value(span?.from), label: `${name}, mở` },
    { name: `${id}_${part}_to`, value: value(span?.to), label: `${name}, đóng` },
  ];
}

function fitsGroups(week: WeeklyHours): boolean {
  return ([2, 3, 4, 5] as const).every(
    (day) => JSON.stringify(week[day]) === JSON.stringify(week[1]),
  );
}

/** Two stretches a day, none past midnight: more has no place in the form, and would be lost in it. */
function fits(week: WeeklyHours): boolean {
  return Object.values(week).every(
    (spans: readonly MinuteInterval[]) =>
      spans.length <= parts.length && spans.every(({ to }) => to <= minutesPerDay),
  );
}

/** null: left empty. NaN: no time of day. */
function minuteOf(typed: unknown): number | null {
  if (typeof typed !== "string" || typed.trim() === "") return null;
  const [, hour, minute] = /^([01]?\d|2[0-3])[:hg.]([0-5]\d)$/.exec(typed.trim()) ?? [];
  return hour === undefined ? Number.NaN : Number(hour) * 60 + Number(minute);
}

function weekdayLine(name: string, index: number): DayGroup {
  const day = (index + 1) as Weekday;
  return { id: `d${day}`, name, days: [day] };
}
