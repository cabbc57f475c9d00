import OpeningHours from "opening_hours";
import { addDays, type Weekday, weekday } from "./local-time.ts";

/** Minutes after the midnight on which it begins: open at `from`, closed at `to`, which may lie after 1440. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** The intervals that begin on each weekday, in order, none touching another. */
export type WeeklyHours = Readonly<Record<Weekday, readonly Interval[]>>;

/** Opening hours that cannot be told in advance for every week, and why. */
export class HoursError extends Error {
  readonly hours: string;
  readonly reason: string;

  constructor(hours: string, reason: string) {
    super(`opening hours "${hours}": ${reason}`);
    this.name = "HoursError";
    this.hours = hours;
    this.reason = reason;
  }
}

/**
 * Reads OpenStreetMap's `opening_hours` as plain weekly hours. "PH off" is accepted and ignored: the library's
 * Vietnamese holidays are wrong, ours come from the calendar.
 * @throws {HoursError} where the value is faulty, vague, seasonal or has own hours for holidays.
 */
export function parseWeeklyHours(osm: string): WeeklyHours {
  const rules = osm.split(";").map(withoutHolidaysOff);
  const value = rules.filter((rule) => rule !== "").join("; ");
  if (/\b[PS]H\b/i.test(value)) {
    throw new HoursError(osm, 'holidays come from the calendar, only "PH off" may be said of them');
  }
  if (value.includes('"')) throw new HoursError(osm, "a comment belongs in opening_hours_note");
  return toWeek(openStretches(osm, value));
}

const minutesPerDay = 1440;

/** "PH off" gives "", "Su,PH off" gives "Su off". */
function withoutHolidaysOff(rule: string): string {
  const [, days, off] = /^([a-z,\s-]+?)\s+(off|closed)$/i.exec(rule.trim()) ?? [];
  if (days === undefined || off === undefined) return rule.trim();
  const others = days.split(",").filter((name) => name.trim().toUpperCase() !== "PH");
  return others.length === 0 ? "" : `${others.join(",")} ${off}`;
}

/** The library evaluates three weeks of a month in which no zone changes its clock; the middle one counts. */
const firstEvaluated = new Date(2024, 0, 1);
const lastEvaluated = new Date(2024, 0, 22);
const referenceMonday = "2024-01-08";

/** What is open in those weeks, as minutes after the reference Monday's midnight. */
function openStretches(osm: string, value: string): Interval[] {
  const hours = readWithLibrary(osm, value);
  // First: of dates that are past the library warns, and what is past depends on the machine's clock.
  if (!hours.isWeekStable()) throw new HoursError(osm, "not the same every week");
  const [warning] = hours.getWarnings();
  if (warning !== undefined) throw new HoursError(osm, warning);
  const intervals = hours.getOpenIntervals(firstEvaluated, lastEvaluated);
  if (intervals.length === 0) throw new HoursError(osm, "never open");
  if (intervals.some(([, , unknown]) => unknown)) throw new HoursError(osm, "no definite hours");
  return merged(intervals.map(([from, to]) => ({ from: clockFace(from), to: clockFace(to) })));
}

function readWithLibrary(osm: string, value: string): OpeningHours {
  try {
    return new OpeningHours(value, null);
  } catch (error) {
    throw new HoursError(osm, String(error));
  }
}

/** The library speaks the machine's local time: its clock faces are ours, its instants are not. */
function clockFace(at: Date): number {
  const face = Date.UTC(
    at.getFullYear(),
    at.getMonth(),
    at.getDate(),
    at.getHours(),
    at.getMinutes(),
  );
  return Math.round((face - Date.parse(`${referenceMonday}T00:00:00Z`)) / 60_000);
}

function merged(stretches: readonly Interval[]): Interval[] {
  const result: Interval[] = [];
  for (const next of stretches) {
    const last = result.at(-1);
    if (last && next.from <= last.to) {
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    } else {
      result.push(next);
    }
  }
  return result;
}

/** A stretch of up to a day belongs whole to the day on which it begins; a longer one is cut at midnights. */
function toWeek(stretches: readonly Interval[]): WeeklyHours {
  const week: Record<Weekday, Interval[]> = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
  for (const { n, from, to } of stretches.flatMap(byDay)) {
    if (n >= 0 && n < 7) week[weekday(addDays(referenceMonday, n))].push({ from, to });
  }
  return week;
}

function byDay({ from, to }: Interval): (Interval & { n: number })[] {
  const first = Math.floor(from / minutesPerDay);
  if (to - from <= minutesPerDay) return [onDayNumber(first, from, to)];
  const days = Math.ceil(to / minutesPerDay) - first;
  return Array.from({ length: days }, (_, index) => {
    const midnight = (first + index) * minutesPerDay;
    return onDayNumber(
      first + index,
      Math.max(from, midnight),
      Math.min(to, midnight + minutesPerDay),
    );
  });
}

function onDayNumber(n: number, from: number, to: number): Interval & { n: number } {
  return { n, from: from - n * minutesPerDay, to: to - n * minutesPerDay };
}
