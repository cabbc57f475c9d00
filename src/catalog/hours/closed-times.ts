import type { MinuteInterval } from "../local-time.ts";
import type { Closure } from "../schema.ts";
import { parseDailyHours } from "./daily-hours.ts";

/** A part of a day at which a point is closed although its hours say otherwise. */
export interface ClosedTime extends MinuteInterval {
  /** The note of the closure. */
  readonly name: string | null;
}

/** What a closure leaves of an interval is not worth a trip if it is shorter. */
const minRemainingMinutes = 60;

export const noClosedTimes: readonly ClosedTime[] = [];

/** Returns the closures of parts of days, with their times parsed. @throws {HoursError} as `parseDailyHours` does. */
export function parsePartClosures(closures: readonly Closure[]) {
  return closures.flatMap(({ from, to, note, hours }) =>
    hours === undefined
      ? []
      : [{ from, to, times: parseDailyHours(hours).map((time) => ({ ...time, name: note })) }],
  );
}

/** Returns what remains of a day's open intervals; pieces of less than an hour that a closure cuts off do not. */
export function subtractClosedTimes(
  intervals: readonly MinuteInterval[],
  closed: readonly MinuteInterval[],
): readonly MinuteInterval[] {
  return closed.reduce<readonly MinuteInterval[]>(
    (rest, time) => rest.flatMap((interval) => cut(interval, time)),
    intervals,
  );
}

function cut(interval: MinuteInterval, closed: MinuteInterval): MinuteInterval[] {
  if (closed.to <= interval.from || interval.to <= closed.from) return [interval];
  return [
    { from: interval.from, to: closed.from },
    { from: closed.to, to: interval.to },
  ].filter(({ from, to }) => to - from >= minRemainingMinutes);
}
