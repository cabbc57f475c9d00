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
import { parseDailyHours } from "./daily-hours.ts";
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

/** What of a point's record decides when it is open. */
export type PointTimes = Pick<HelpPoint, "opening_hours"> &
  Partial<Pick<HelpPoint, "kind" | "closures" | "area_closures" | "openings">>;

/** @param weekly the point's parsed hours, for callers that hold them already. */
export function buildPointHours(
  point: PointTimes,
  calendar: Calendar,
  weekly: WeeklyHours | null = parseHoursOf(point),
): PointHours {
  const openings = (point.openings ?? []).map((opening) => ({
    ...opening,
    intervals: parseDailyHours(opening.hours),
  }));
  const hoursOn = (date: string): DayHours => {
    const opening = openings.find(({ from, to }) => from <= date && date <= to);
    const closed = findClosure(date, point, opening === undefined ? calendar : null);
    const areHoursKnown = weekly !== null || opening !== undefined;
    if (opening !== undefined) {
      return { date, areHoursKnown, intervals: closed ? [] : opening.intervals, closed };
    }
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
  const closure = [...ofArea, ...closures].find(({ from, to }) => from <= date && date <= to);
  if (closure) return { reason: "closure", name: closure.note, isExpected: false };
  if (calendar === null) return null;
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

/**
 * Knows only the days of the point's closures and openings: on any other, even on a public holiday, somebody may be there.
 */
function buildUnknownHours(hoursOn: (date: string) => DayHours): PointHours {
  const onKnownDays = buildKnownHours(hoursOn);
  const isKnown = (day: string) => {
    const { closed, areHoursKnown } = hoursOn(day);
    return areHoursKnown || closed?.reason === "closure";
  };
  const isOpenDuring = (from: Date, to: Date) => {
    if (onKnownDays.isOpenDuring(from, to) === true) return true;
    const last = toLocalDay(to > from ? new Date(to.getTime() - 1) : from);
    let day = toLocalDay(from);
    for (let days = 0; days < maxSearchDays && day <= last; days += 1) {
      if (!isKnown(day)) return null;
      day = addDays(day, 1);
    }
    return false;
  };
  return {
    hoursOn,
    isOpenAt: (at) => isOpenDuring(at, at),
    isOpenDuring,
    findNextChange: (at) => {
      const change = onKnownDays.findNextChange(at);
      return change !== null && toLocalDay(change) === toLocalDay(at) ? change : null;
    },
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
