import type { Catalog } from "../../catalog/catalog.ts";
import { buildPointHours, type PointHours } from "../../catalog/hours/point-hours.ts";
import {
  addDays,
  minutesPerDay,
  toInstant,
  toLocalDay,
  toMinuteOfDay,
} from "../../catalog/local-time.ts";

/** Less than this left of today's hours is too little to promise an answer today. */
const minMinutesLeft = 120;
/** Tết closes offices for about ten days at most. */
const maxDaysAhead = 30;

/** The hours of offices, for a team whose own are not known. */
export const usualOfficeHours = "Mo-Fr 07:30-11:30,13:30-17:00";

/** Returns the hours that offices usually have. */
export function officeHours({ calendar }: Catalog): PointHours {
  return buildPointHours({ opening_hours: usualOfficeHours }, calendar);
}

/**
 * By when a team answers that is open at these hours: today at closing time, if two hours are left till then; otherwise on the next
 * day on which it is open, at closing time.
 */
export function promiseAnswer(hours: PointHours, catalog: Catalog, now: Date): Date {
  return (
    findClosing(hours, now) ??
    findClosing(officeHours(catalog), now) ??
    // A calendar without a working day in a month would be a mistake in the data; the promise must end some day.
    toInstant(addDays(toLocalDay(now), maxDaysAhead), minutesPerDay)
  );
}

function findClosing(hours: PointHours, now: Date): Date | null {
  const today = toLocalDay(now);
  for (let ahead = 0; ahead <= maxDaysAhead; ahead += 1) {
    const day = addDays(today, ahead);
    const from = ahead === 0 ? toMinuteOfDay(now) : 0;
    const { intervals } = hours.hoursOn(day);
    const left = intervals.reduce(
      (sum, interval) => sum + Math.max(0, interval.to - Math.max(interval.from, from)),
      0,
    );
    const closing = Math.max(0, ...intervals.map(({ to }) => to));
    const needed = ahead === 0 ? minMinutesLeft : 1;
    if (left >= needed) return toInstant(day, closing);
  }
  return null;
}
