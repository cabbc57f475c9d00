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
import { parseWeeklyHours, type WeeklyHours } from "./weekly-hours.ts";

/**
 * The opening hours of one point. Results are `null` if its hours are not known. A public holiday closes every point, even
 * one that says 24/7: a closed door costs a resident more than a door that was open after all.
 */
export interface PointHours {
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
}

interface DayClosure {
  readonly reason: "holiday" | "closure" | "weekly";
  /** The name of the holiday, or the note of the point's own closure. */
  readonly name: string | null;
  /** A holiday that has not been officially announced. */
  readonly isExpected: boolean;
}

/** @param weekly the point's parsed hours, for callers that hold them already. */
export function buildPointHours(
  point: Pick<HelpPoint, "opening_hours" | "closures">,
  calendar: Calendar,
  weekly: WeeklyHours | null = point.opening_hours === null
    ? null
    : parseWeeklyHours(point.opening_hours),
): PointHours {
  const hoursOn = (date: string): DayHours => {
    const closed = findClosure(date, point, calendar);
    const areHoursKnown = weekly !== null;
    if (closed || !weekly) return { date, areHoursKnown, intervals: [], closed };
    const intervals = weekly[calendar.day(date).weekday];
    return {
      date,
      areHoursKnown,
      intervals,
      closed: intervals.length === 0 ? notThisWeekday : null,
    };
  };
  return weekly ? buildKnownHours(hoursOn) : buildUnknownHours(hoursOn);
}

const maxSearchDays = 60;
const notThisWeekday: DayClosure = { reason: "weekly", name: null, isExpected: false };

function findClosure(
  date: string,
  point: Pick<HelpPoint, "closures">,
  calendar: Calendar,
): DayClosure | null {
  const closure = point.closures?.find(({ from, to }) => from <= date && date <= to);
  if (closure) return { reason: "closure", name: closure.note, isExpected: false };
  const { closed } = calendar.day(date);
  return closed && { reason: "holiday", ...closed };
}

function buildKnownHours(hoursOn: (date: string) => DayHours): PointHours {
  const isOpenAt = (at: Date) => {
    const day = toLocalDay(at);
    const minute = toMinuteOfDay(at);
    return (
      hoursOn(day).intervals.some(({ from, to }) => from <= minute && minute < to) ||
      hoursOn(addDays(day, -1)).intervals.some(({ to }) => minute + minutesPerDay < to)
    );
  };
  return {
    hoursOn,
    isOpenAt,
    isOpenDuring(from, to) {
      if (to <= from) return isOpenAt(from);
      const day = toLocalDay(from);
      for (const interval of listOpenIntervals(day, hoursOn)) {
        if (toInstant(day, interval.from) >= to) return false;
        if (toInstant(day, interval.to) > from) return true;
      }
      return false;
    },
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

/** Knows only the point's own closures: on a public holiday somebody may still be there. */
function buildUnknownHours(hoursOn: (date: string) => DayHours): PointHours {
  const isOpenDuring = (from: Date, to: Date) => {
    const last = toLocalDay(to > from ? new Date(to.getTime() - 1) : from);
    let day = toLocalDay(from);
    for (let days = 0; days < maxSearchDays && day <= last; days += 1) {
      if (hoursOn(day).closed?.reason !== "closure") return null;
      day = addDays(day, 1);
    }
    return false;
  };
  return {
    hoursOn,
    isOpenAt: (at) => isOpenDuring(at, at),
    isOpenDuring,
    findNextChange: () => null,
    findNextOpening: () => null,
  };
}

/**
 * Yields the uninterrupted open intervals in order, in minutes after the midnight of `day`, beginning with the rest of the
 * night before.
 */
function* listOpenIntervals(
  day: string,
  hoursOn: (date: string) => DayHours,
): Generator<MinuteInterval> {
  let open: MinuteInterval | null = null;
  for (let n = -1; n < maxSearchDays; n += 1) {
    for (const { from, to } of hoursOn(addDays(day, n)).intervals) {
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
