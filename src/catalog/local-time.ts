/**
 * Local time of Asia/Ho_Chi_Minh: UTC+7 all year since 1975, so plain arithmetic is exact and
 * independent of the machine's zone. A day is written "yyyy-mm-dd", a time as minutes after midnight.
 */

export const minutesPerDay = 1440;

const minuteMs = 60_000;
const dayMs = minutesPerDay * minuteMs;
const offsetMs = 7 * 60 * minuteMs;

/** Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Minutes after the midnight on which the interval begins; `to` is excluded and may lie beyond 1440. */
export interface MinuteInterval {
  readonly from: number;
  readonly to: number;
}

/** Returns the local day on which the instant falls. */
export function toLocalDay(at: Date): string {
  return toShiftedIso(at).slice(0, 10);
}

/** Returns the whole minutes since local midnight, 0 to 1439. */
export function toMinuteOfDay(at: Date): number {
  const sinceMidnight = (((at.getTime() + offsetMs) % dayMs) + dayMs) % dayMs;
  return Math.floor(sinceMidnight / minuteMs);
}

/** Returns the instant at a minute of a local day; minutes below 0 or from 1440 reach into neighbouring days. */
export function toInstant(day: string, minute: number): Date {
  return new Date(toUtcMidnight(day) - offsetMs + minute * minuteMs);
}

export function addDays(day: string, n: number): string {
  return new Date(toUtcMidnight(day) + n * dayMs).toISOString().slice(0, 10);
}

/** Whether the text is a day of the calendar, "yyyy-mm-dd". */
export function isDay(text: string): boolean {
  return !Number.isNaN(toUtcMidnight(text)) && addDays(text, 0) === text;
}

/** Counts the days from one local day to the other; the result is negative if `to` comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((toUtcMidnight(to) - toUtcMidnight(from)) / dayMs);
}

export function toWeekday(day: string): Weekday {
  return weekdays[new Date(toUtcMidnight(day)).getUTCDay()] ?? 7;
}

/** Formats as ISO 8601 with the local offset, to the second: "2026-11-26T09:00:00+07:00". */
export function toIsoLocal(at: Date): string {
  return `${toShiftedIso(at).slice(0, 19)}+07:00`;
}

/** In the order of `Date.getUTCDay`. */
const weekdays: readonly Weekday[] = [7, 1, 2, 3, 4, 5, 6];

function toShiftedIso(at: Date): string {
  return new Date(at.getTime() + offsetMs).toISOString();
}

function toUtcMidnight(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
