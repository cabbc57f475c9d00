import type { Calendar } from "./calendar.ts";
import { addDays, instant, localDay, minuteOfDay } from "./local-time.ts";
import type { HelpPoint } from "./schema.ts";
import { type Interval, parseWeeklyHours, type WeeklyHours } from "./weekly-hours.ts";

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
