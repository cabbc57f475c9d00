import { type MinuteInterval, minutesPerDay, type Weekday } from "../local-time.ts";
import { readRules } from "./syntax/rules.ts";
import { HoursSyntaxError, tokenize } from "./syntax/tokens.ts";
import { findOpenIntervals } from "./syntax/week-bitmap.ts";

/** The intervals that begin on each weekday, in order; no two of them touch. */
export type WeeklyHours = Readonly<Record<Weekday, readonly MinuteInterval[]>>;

/** A value that does not define the same hours for every week, with the reason. */
export class HoursError extends Error {
  override readonly name = "HoursError";
  readonly hours: string;
  readonly reason: string;

  constructor(hours: string, reason: string) {
    super(`opening hours "${hours}": ${reason}`);
    this.hours = hours;
    this.reason = reason;
  }
}

/**
 * Parses the weekly part of OpenStreetMap's `opening_hours`
 * (https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification). "PH off" is accepted and ignored: holidays
 * come from the calendar.
 * @throws {HoursError} if the value is malformed, vague, seasonal or sets hours of its own for holidays.
 */
export function parseWeeklyHours(osm: string): WeeklyHours {
  try {
    const intervals = findOpenIntervals(readRules(tokenize(osm)));
    if (intervals.length === 0) throw new HoursSyntaxError("never open");
    return groupByWeekday(intervals);
  } catch (error) {
    if (error instanceof HoursSyntaxError) throw new HoursError(osm, error.message);
    throw error;
  }
}

/** An interval of up to a day belongs to the weekday on which it begins; a longer one is cut at midnights. */
function groupByWeekday(intervals: readonly MinuteInterval[]): WeeklyHours {
  const week: Record<Weekday, MinuteInterval[]> = {
    1: [],
    2: [],
    3: [],
    4: [],
    5: [],
    6: [],
    7: [],
  };
  for (const { from, to } of intervals.flatMap(cutIfLong)) {
    const day = Math.floor(from / minutesPerDay);
    const midnight = day * minutesPerDay;
    week[((day % 7) + 1) as Weekday].push({ from: from - midnight, to: to - midnight });
  }
  for (const ofDay of Object.values(week)) ofDay.sort((a, b) => a.from - b.from);
  return week;
}

function cutIfLong({ from, to }: MinuteInterval): MinuteInterval[] {
  if (to - from <= minutesPerDay) return [{ from, to }];
  const pieces: MinuteInterval[] = [];
  for (let start = from; start < to; ) {
    const midnight = (Math.floor(start / minutesPerDay) + 1) * minutesPerDay;
    pieces.push({ from: start, to: Math.min(to, midnight) });
    start = midnight;
  }
  return pieces;
}
