import {
  addDays,
  type MinuteInterval,
  minutesPerDay,
  toInstant,
  toLocalDay,
  toMinuteOfDay,
} from "../local-time.ts";
import type { HelpPoint } from "../schema.ts";
import type { Calendar } from "./calendar.ts";
import {
  type ClosedTime,
  noClosedTimes,
  parsePartClosures,
  subtractClosedTimes,
} from "./closed-times.ts";
import { parseDailyHours } from "./daily-hours.ts";
import type { HoursBasis, HoursRule } from "./office-hours.ts";
import { parseWeeklyHours, type WeeklyHours } from "./weekly-hours.ts";

/**
 * The opening hours of one point. Results are `null` where its hours are not known. A public holiday closes every point, even
 * one that says 24/7: a closed door costs a resident more than a door that was open after all.
 */
export interface PointHours {
  /** Where its hours come from; null if none are known. */
  readonly basis: HoursBasis | null;
  isOpenAt(at: Date): boolean | null;
  /** Whether it is open at some moment of [from, to); an empty range asks about `from`. */
  isOpenDuring(from: Date, to: Date): boolean | null;
  /** When it next opens or closes, after `at`. */
  findNextChange(at: Date): Date | null;
  /** When it next opens after `at`; also null if it does not open within 60 days. */
  findNextOpening(at: Date): Date | null;
  /** `date` is a local day, "yyyy-mm-dd". */
  hoursOn(date: string): DayHours;
}

export interface DayHours {
  readonly date: string;
  /** Whether the weekly hours are known. `closed` can be set even if they are not. */
  readonly areHoursKnown: boolean;
  /** The intervals that begin on this day. */
  readonly intervals: readonly MinuteInterval[];
  readonly closed: DayClosure | null;
  /** The times of the day that closures took from `intervals`, or would take if its hours were known. */
  readonly closedTimes: readonly ClosedTime[];
}

interface DayClosure {
  readonly reason: "holiday" | "closure" | "weekly";
  /** The name of the holiday, or the note of the point's own closure. */
  readonly name: string | null;
  /** A holiday that has not been officially announced. */
  readonly isExpected: boolean;
}

/** What of a point's record decides when it is open. */
export type PointTimes = Pick<HelpPoint, "opening_hours"> &
  Partial<Pick<HelpPoint, "kind" | "closures" | "area_closures" | "openings">>;

/** @param rule the office hours that hold where the point has none of its own. */
export function buildPointHours(
  point: PointTimes,
  calendar: Calendar,
  rule: HoursRule | null = null,
): PointHours {
  const own = parseHoursOf(point);
  const openings = (point.openings ?? []).map((opening) => ({
    ...opening,
    intervals: parseDailyHours(opening.hours),
  }));
  const parts = parsePartClosures([...(point.area_closures ?? []), ...(point.closures ?? [])]);
  const wholeHoursOn = (date: string): DayHours => {
    const opening = openings.find(({ from, to }) => from <= date && date <= to);
    const closed = findClosure(date, point, opening === undefined ? calendar : null);
    if (opening !== undefined) {
      const intervals = closed ? [] : opening.intervals;
      return { date, areHoursKnown: true, intervals, closed, closedTimes: noClosedTimes };
    }
    const weekly = own ?? rule?.weekOn(date) ?? null;
    const areHoursKnown = weekly !== null;
    if (closed || !weekly) {
      return { date, areHoursKnown, intervals: [], closed, closedTimes: noClosedTimes };
    }
    const intervals = weekly[calendar.day(date).weekday];
    return {
      date,
      areHoursKnown,
      intervals,
      closed: intervals.length === 0 ? notThisWeekday : null,
      closedTimes: noClosedTimes,
    };
  };
  const hoursOn = (date: string): DayHours => {
    const hours = wholeHoursOn(date);
    if (parts.length === 0 || hours.closed !== null) return hours;
    const closedTimes = parts
      .filter(({ from, to }) => from <= date && date <= to)
      .flatMap(({ times }) => times);
    return closedTimes.length === 0 ? hours : closeTimes(hours, closedTimes);
  };
  const hasOwn = own !== null || openings.length > 0;
  const basis = hasOwn ? "point" : (rule?.basis ?? null);
  return { basis, ...buildQueries(hoursOn) };
}

/** Takes closed times from a day; a day of which nothing remains is closed. */
function closeTimes(hours: DayHours, closedTimes: readonly ClosedTime[]): DayHours {
  const intervals = subtractClosedTimes(hours.intervals, closedTimes);
  if (!hours.areHoursKnown || intervals.length > 0) return { ...hours, intervals, closedTimes };
  const name = closedTimes[0]?.name ?? null;
  return { ...hours, intervals, closed: { reason: "closure", name, isExpected: false } };
}

/** A visiting team is closed on every day but those of its openings. */
function parseHoursOf({ kind, opening_hours: hours }: PointTimes): WeeklyHours | null {
  if (hours !== null) return parseWeeklyHours(hours);
  return kind === "visiting_team" ? neverOpen : null;
}

const neverOpen: WeeklyHours = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };

const maxSearchDays = 60;
const notThisWeekday: DayClosure = { reason: "weekly", name: null, isExpected: false };

/** @param calendar null on a day of an opening, which holds on holidays too. */
function findClosure(
  date: string,
  { closures = [], area_closures: ofArea = [] }: PointTimes,
  calendar: Calendar | null,
): DayClosure | null {
  const closure = [...ofArea, ...closures].find(
    ({ from, to, hours }) => hours === undefined && from <= date && date <= to,
  );
  if (closure) return { reason: "closure", name: closure.note, isExpected: false };
  if (calendar === null) return null;
  const { closed } = calendar.day(date);
  return closed && { reason: "holiday", ...closed };
}

function buildQueries(hoursOn: (date: string) => DayHours): Omit<PointHours, "basis"> {
  const isOpenAt = (at: Date) => {
    const day = toLocalDay(at);
    const minute = toMinuteOfDay(at);
    const today = hoursOn(day);
    const isOpen =
      today.intervals.some(({ from, to }) => from <= minute && minute < to) ||
      hoursOn(addDays(day, -1)).intervals.some(({ to }) => minute + minutesPerDay < to);
    return isOpen || (isUnknown(today) && !isClosedFor(today, at, at) ? null : false);
  };
  const isOpenDuring = (from: Date, to: Date) => {
    if (to <= from) return isOpenAt(from);
    const day = toLocalDay(from);
    for (const interval of listOpenIntervals(day, hoursOn)) {
      if (toInstant(day, interval.from) >= to) break;
      if (toInstant(day, interval.to) > from) return true;
    }
    return isAnyDayUnknown(from, to, hoursOn) ? null : false;
  };
  return {
    hoursOn,
    isOpenAt,
    isOpenDuring,
    findNextChange(at) {
      const day = toLocalDay(at);
      const minute = toMinuteOfDay(at);
      for (const { from, to } of listOpenIntervals(day, hoursOn)) {
        if (from > minute) return toInstant(day, from);
        // An interval that lasts to the end of the search has no known end.
        if (to > minute) return to < maxSearchDays * minutesPerDay ? toInstant(day, to) : null;
      }
      return null;
    },
    findNextOpening(at) {
      const day = toLocalDay(at);
      const minute = toMinuteOfDay(at);
      for (const { from } of listOpenIntervals(day, hoursOn)) {
        if (from > minute) return toInstant(day, from);
      }
      return null;
    },
  };
}

/** Where no hours are known, only the point's own closures are: on a public holiday somebody may still be there. */
function isUnknown({ areHoursKnown, closed }: DayHours): boolean {
  return !areHoursKnown && closed?.reason !== "closure";
}

/** Whether a closure of a part of the day takes all of [from, to) that lies on this day. */
function isClosedFor({ date, closedTimes }: DayHours, from: Date, to: Date): boolean {
  return closedTimes.some((time) => {
    const [begins, ends] = [toInstant(date, time.from), toInstant(date, time.to)];
    const beginsBefore = begins <= from || time.from === 0;
    return beginsBefore && from < ends && (to <= ends || time.to >= minutesPerDay);
  });
}

function isAnyDayUnknown(from: Date, to: Date, hoursOn: (date: string) => DayHours): boolean {
  const last = toLocalDay(new Date(to.getTime() - 1));
  let day = toLocalDay(from);
  for (let days = 0; days < maxSearchDays && day <= last; days += 1) {
    const hours = hoursOn(day);
    if (isUnknown(hours) && !isClosedFor(hours, from, to)) return true;
    day = addDays(day, 1);
  }
  return false;
}

/**
 * Yields the uninterrupted open intervals in order, in minutes after the midnight of `day`, beginning with the rest of the
 * night before and ending with the first day whose hours are not known.
 */
function* listOpenIntervals(
  day: string,
  hoursOn: (date: string) => DayHours,
): Generator<MinuteInterval> {
  let open: MinuteInterval | null = null;
  for (let n = -1; n < maxSearchDays; n += 1) {
    const hours = hoursOn(addDays(day, n));
    if (n >= 0 && isUnknown(hours)) break;
    for (const { from, to } of hours.intervals) {
      const next: MinuteInterval = { from: from + n * minutesPerDay, to: to + n * minutesPerDay };
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
