/**
 * Local time of Asia/Ho_Chi_Minh: UTC+7 all year since 1975, so plain arithmetic is exact and
 * independent of the machine's zone. A day is written "yyyy-mm-dd", a time as minutes after midnight.
 */

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const offsetMs = 7 * 60 * minuteMs;

/** The local day on which the instant falls. */
export function toLocalDay(at: Date): string {
  return shifted(at).slice(0, 10);
}

/** Whole minutes since local midnight, 0 to 1439. */
export function toMinuteOfDay(at: Date): number {
  const sinceMidnight = (((at.getTime() + offsetMs) % dayMs) + dayMs) % dayMs;
  return Math.floor(sinceMidnight / minuteMs);
}

/** The instant at a minute of a local day; minutes below 0 or from 1440 reach into neighbouring days. */
export function toInstant(day: string, minute: number): Date {
  return new Date(utcMidnight(day) - offsetMs + minute * minuteMs);
}

export function addDays(day: string, n: number): string {
  return new Date(utcMidnight(day) + n * dayMs).toISOString().slice(0, 10);
}

/** Days from one local day to the other; below 0 where `to` comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((utcMidnight(to) - utcMidnight(from)) / dayMs);
}

/** Monday is 1, Sunday is 7. */
export function toWeekday(day: string): Weekday {
  return weekdays[new Date(utcMidnight(day)).getUTCDay()] ?? 7;
}

export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** ISO 8601 with the local offset, to the second: "2026-11-26T09:00:00+07:00". */
export function toIsoLocal(at: Date): string {
  return `${shifted(at).slice(0, 19)}+07:00`;
}

/** In the order of `Date.getUTCDay`. */
const weekdays: readonly Weekday[] = [7, 1, 2, 3, 4, 5, 6];

function shifted(at: Date): string {
  return new Date(at.getTime() + offsetMs).toISOString();
}

function utcMidnight(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
