import { addDays, toInstant, toLocalDay, toMinuteOfDay } from "../local-time.ts";
import type { HelpPoint } from "../schema.ts";
import type { Calendar } from "./calendar.ts";
import { type MinuteInterval, parseWeeklyHours, type WeeklyHours } from "./weekly-hours.ts";

/**
 * When one point is open. `null` answers mean that its hours are not known. Public holidays shut every point,
 * one that says 24/7 too: a shut door costs a resident more than a door that was open after all.
 */
export interface PointHours {
  isOpenAt(at: Date): boolean | null;
  /** Whether it is open at some moment of [from, to); an empty span asks about `from`. */
  isOpenDuring(from: Date, to: Date): boolean | null;
  /** When it next opens or closes, after `at`. */
  findNextChange(at: Date): Date | null;
  /** When it next opens after `at`; null also where it doesn't within 60 days. */
  findNextOpening(at: Date): Date | null;
  /** `date` is a local day, "yyyy-mm-dd". */
  hoursOn(date: string): DayHours;
}

export interface DayHours {
  readonly date: string;
  /** Whether the weekly hours are known. A closure is told even where they are not. */
  readonly areHoursKnown: boolean;
  /** Those that begin on this day. */
  readonly intervals: readonly MinuteInterval[];
  readonly closed: DayClosure | null;
}

export interface DayClosure {
  readonly reason: "holiday" | "closure" | "weekly";
  /** The holiday, or why this point is shut. */
  readonly name: string | null;
  /** A holiday that nothing official has announced yet. */
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
  const onDay = (date: string): DayHours => {
    const closed = closedOn(date, point, calendar);
    const known = weekly !== null;
    if (closed || !weekly) return { date, areHoursKnown: known, intervals: [], closed };
    const intervals = weekly[calendar.day(date).weekday];
    return {
      date,
      areHoursKnown: known,
      intervals,
      closed: intervals.length === 0 ? notThisWeekday : null,
    };
  };
  return weekly ? knownHours(onDay) : unknownHours(onDay);
}

const maxSearchDays = 60;
const minutesPerDay = 1440;
const notThisWeekday: DayClosure = { reason: "weekly", name: null, isExpected: false };

function closedOn(
  date: string,
  point: Pick<HelpPoint, "closures">,
  calendar: Calendar,
): DayClosure | null {
  const closure = point.closures?.find(({ from, to }) => from <= date && date <= to);
  if (closure) return { reason: "closure", name: closure.note, isExpected: false };
  const { closed } = calendar.day(date);
  return closed && { reason: "holiday", ...closed };
}

function knownHours(onDay: (date: string) => DayHours): PointHours {
  const openAt = (at: Date) => {
    const day = toLocalDay(at);
    const minute = toMinuteOfDay(at);
    return (
      onDay(day).intervals.some(({ from, to }) => from <= minute && minute < to) ||
      onDay(addDays(day, -1)).intervals.some(({ to }) => minute + minutesPerDay < to)
    );
  };
  return {
    hoursOn: onDay,
    isOpenAt: openAt,
    isOpenDuring(from, to) {
      if (to <= from) return openAt(from);
      const day = toLocalDay(from);
      for (const stretch of stretchesFrom(day, onDay)) {
        if (toInstant(day, stretch.from) >= to) return false;
        if (toInstant(day, stretch.to) > from) return true;
      }
      return false;
    },
    findNextChange(at) {
      const day = toLocalDay(at);
      const minute = toMinuteOfDay(at);
      for (const { from, to } of stretchesFrom(day, onDay)) {
        if (from > minute) return toInstant(day, from);
        // A stretch that fills the search to its end has no end that we know of.
        if (to > minute) return to < maxSearchDays * minutesPerDay ? toInstant(day, to) : null;
      }
      return null;
    },
    findNextOpening(at) {
      const day = toLocalDay(at);
      const minute = toMinuteOfDay(at);
      for (const { from } of stretchesFrom(day, onDay)) {
        if (from > minute) return toInstant(day, from);
      }
      return null;
    },
  };
}

/** Only what the point itself says about a day is known: a public holiday may still find someone there. */
function unknownHours(onDay: (date: string) => DayHours): PointHours {
  const openDuring = (from: Date, to: Date) => {
    const last = toLocalDay(to > from ? new Date(to.getTime() - 1) : from);
    let day = toLocalDay(from);
    for (let days = 0; days < maxSearchDays && day <= last; days += 1) {
      if (onDay(day).closed?.reason !== "closure") return null;
      day = addDays(day, 1);
    }
    return false;
  };
  return {
    hoursOn: onDay,
    isOpenAt: (at) => openDuring(at, at),
    isOpenDuring: openDuring,
    findNextChange: () => null,
    findNextOpening: () => null,
  };
}

/**
 * What is open without a break, in order, as minutes after the midnight of `day`; begins with what is
 * left of the night before.
 */
function* stretchesFrom(day: string, onDay: (date: string) => DayHours): Generator<MinuteInterval> {
  let open: MinuteInterval | null = null;
  for (let n = -1; n < maxSearchDays; n += 1) {
    for (const { from, to } of onDay(addDays(day, n)).intervals) {
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
