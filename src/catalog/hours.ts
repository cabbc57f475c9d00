import OpeningHours from "opening_hours";
import type { Calendar } from "./calendar.ts";
import { addDays, instant, localDay, minuteOfDay, type Weekday, weekday } from "./local-time.ts";
import type { HelpPoint } from "./schema.ts";

/** Minutes after the midnight on which it begins: open at `from`, closed at `to`, which may lie after 1440. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** The intervals that begin on each weekday, in order, none touching another. */
export type WeeklyHours = Readonly<Record<Weekday, readonly Interval[]>>;

/**
 * When one point is open. `null` answers mean that its hours are not known. Public holidays shut every point,
 * one that says 24/7 too: a shut door costs a resident more than a door that was open after all.
 */
export interface PointHours {
  openAt(at: Date): boolean | null;
  /** Whether it is open at some moment of [from, to); an empty span asks about `from`. */
  openDuring(from: Date, to: Date): boolean | null;
  /** When it next opens or closes, after `at`. */
  nextChange(at: Date): Date | null;
  /** When it next opens after `at`; null also where it doesn't within 60 days. */
  nextOpening(at: Date): Date | null;
  /** `date` is a local day, "yyyy-mm-dd". */
  onDay(date: string): DayHours;
}

export interface DayHours {
  readonly date: string;
  /** Whether the weekly hours are known. A closure is told even where they are not. */
  readonly known: boolean;
  /** Those that begin on this day. */
  readonly intervals: readonly Interval[];
  readonly closed: Closed | null;
}

export interface Closed {
  readonly reason: "holiday" | "closure" | "weekly";
  /** The holiday, or why this point is shut. */
  readonly name: string | null;
  /** A holiday that nothing official has announced yet. */
  readonly expected: boolean;
}

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

/** @param weekly the point's parsed hours, for callers that hold them already. */
export function buildHours(
  point: Pick<HelpPoint, "opening_hours" | "closures">,
  calendar: Calendar,
  weekly: WeeklyHours | null = point.opening_hours === null
    ? null
    : parseWeeklyHours(point.opening_hours),
): PointHours {
  const onDay = (date: string): DayHours => {
    const closed = closedOn(date, point, calendar);
    const known = weekly !== null;
    if (closed || !weekly) return { date, known, intervals: [], closed };
    const intervals = weekly[calendar.day(date).weekday];
    return { date, known, intervals, closed: intervals.length === 0 ? notThisWeekday : null };
  };
  return weekly ? knownHours(onDay) : unknownHours(onDay);
}

const maxSearchDays = 60;
const minutesPerDay = 1440;
const notThisWeekday: Closed = { reason: "weekly", name: null, expected: false };

function closedOn(
  date: string,
  point: Pick<HelpPoint, "closures">,
  calendar: Calendar,
): Closed | null {
  const closure = point.closures?.find(({ from, to }) => from <= date && date <= to);
  if (closure) return { reason: "closure", name: closure.note, expected: false };
  const { closed } = calendar.day(date);
  return closed && { reason: "holiday", ...closed };
}

function knownHours(onDay: (date: string) => DayHours): PointHours {
  const openAt = (at: Date) => {
    const day = localDay(at);
    const minute = minuteOfDay(at);
    return (
      onDay(day).intervals.some(({ from, to }) => from <= minute && minute < to) ||
      onDay(addDays(day, -1)).intervals.some(({ to }) => minute + minutesPerDay < to)
    );
  };
  return {
    onDay,
    openAt,
    openDuring(from, to) {
      if (to <= from) return openAt(from);
      const day = localDay(from);
      for (const stretch of stretchesFrom(day, onDay)) {
        if (instant(day, stretch.from) >= to) return false;
        if (instant(day, stretch.to) > from) return true;
      }
      return false;
    },
    nextChange(at) {
      const day = localDay(at);
      const minute = minuteOfDay(at);
      for (const { from, to } of stretchesFrom(day, onDay)) {
        if (from > minute) return instant(day, from);
        // A stretch that fills the search to its end has no end that we know of.
        if (to > minute) return to < maxSearchDays * minutesPerDay ? instant(day, to) : null;
      }
      return null;
    },
    nextOpening(at) {
      const day = localDay(at);
      const minute = minuteOfDay(at);
      for (const { from } of stretchesFrom(day, onDay)) {
        if (from > minute) return instant(day, from);
      }
      return null;
    },
  };
}

/** Only what the point itself says about a day is known: a public holiday may still find someone there. */
function unknownHours(onDay: (date: string) => DayHours): PointHours {
  const openDuring = (from: Date, to: Date) => {
    const last = localDay(to > from ? new Date(to.getTime() - 1) : from);
    let day = localDay(from);
    for (let days = 0; days < maxSearchDays && day <= last; days += 1) {
      if (onDay(day).closed?.reason !== "closure") return null;
      day = addDays(day, 1);
    }
    return false;
  };
  return {
    onDay,
    openAt: (at) => openDuring(at, at),
    openDuring,
    nextChange: () => null,
    nextOpening: () => null,
  };
}

/**
 * What is open without a break, in order, as minutes after the midnight of `day`; begins with what is
 * left of the night before.
 */
function* stretchesFrom(day: string, onDay: (date: string) => DayHours): Generator<Interval> {
  let open: Interval | null = null;
  for (let n = -1; n < maxSearchDays; n += 1) {
    for (const { from, to } of onDay(addDays(day, n)).intervals) {
      const next: Interval = { from: from + n * minutesPerDay, to: to + n * minutesPerDay };
      if (open && next.from <= open.to) {
        open = { from: open.from, to: Math.max(open.to, next.to) };
        continue;
      }
      if (open) yield open;
      open = next;
    }
  }
  if (open) yield open;
}

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
  const [warning] = hours.getWarnings();
  if (warning !== undefined) throw new HoursError(osm, warning);
  if (!hours.isWeekStable()) throw new HoursError(osm, "not the same every week");
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
