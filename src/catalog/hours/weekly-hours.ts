import type { Weekday } from "../local-time.ts";
import { HoursSyntaxError } from "./syntax/refused.ts";
import { readRules } from "./syntax/rules.ts";
import { scan } from "./syntax/scan.ts";
import { paintWeek } from "./syntax/week-bitmap.ts";

/** Minutes after the midnight on which it begins: open at `from`, closed at `to`, which may lie after 1440. */
export interface MinuteInterval {
  readonly from: number;
  readonly to: number;
}

/** The intervals that begin on each weekday, in order, none touching another. */
export type WeeklyHours = Readonly<Record<Weekday, readonly MinuteInterval[]>>;

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
 * Reads the weekly part of OpenStreetMap's `opening_hours`
 * (https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification). "PH off" is accepted and ignored: holidays
 * come from the calendar.
 * @throws {HoursError} where the value is faulty, vague, seasonal or has own hours for holidays.
 */
export function parseWeeklyHours(osm: string): WeeklyHours {
  try {
    const stretches = paintWeek(readRules(scan(osm)));
    if (stretches.length === 0) throw new HoursSyntaxError("never open");
    return toWeek(stretches);
  } catch (error) {
    if (error instanceof HoursSyntaxError) throw new HoursError(osm, error.message);
    throw error;
  }
}

const minutesPerDay = 1440;

/** A stretch of up to a day belongs whole to the day on which it begins; a longer one is cut at midnights. */
function toWeek(stretches: readonly MinuteInterval[]): WeeklyHours {
  const week: Record<Weekday, MinuteInterval[]> = {
    1: [],
    2: [],
    3: [],
    4: [],
    5: [],
    6: [],
    7: [],
  };
  for (const { from, to } of stretches.flatMap(cutIfLong)) {
    const day = Math.floor(from / minutesPerDay);
    const midnight = day * minutesPerDay;
    week[((day % 7) + 1) as Weekday].push({ from: from - midnight, to: to - midnight });
  }
  for (const intervals of Object.values(week)) intervals.sort((a, b) => a.from - b.from);
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
