import { addDays, toInstant, toLocalDay, toWeekday } from "../../catalog/local-time.ts";
import type { EventTimes } from "../../db/queries/colleague-events.ts";

/** What was late for longer is known by now; a service that was down catches up with this. */
const oldestDays = 14;
const escalatedAfterDays = 3;
/** Working days are left to gather the data. */
const termDays = 3;
const dayMs = 24 * 3_600_000;

/** Returns the moments that decide at `now` which events have happened. */
export function eventTimes(now: Date): EventTimes {
  const day = toLocalDay(now);
  const today = toInstant(day, 0);
  return {
    now,
    today,
    nextDayEnds: toInstant(addDays(nextWorkingDay(day), 1), 0),
    oldest: new Date(today.getTime() - oldestDays * dayMs),
    escalatedBefore: new Date(today.getTime() - (escalatedAfterDays - 1) * dayMs),
    termBefore: new Date(now.getTime() + termDays * dayMs),
  };
}

/** On Friday and Saturday that is Monday. */
function nextWorkingDay(day: string): string {
  let next = addDays(day, 1);
  while (isWeekend(next)) next = addDays(next, 1);
  return next;
}

export function isWeekend(day: string): boolean {
  return toWeekday(day) > 5;
}
