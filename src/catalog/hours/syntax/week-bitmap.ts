import { type MinuteInterval, minutesPerDay, type Weekday } from "../../local-time.ts";
import type { Rule } from "./rules.ts";
import { HoursSyntaxError } from "./tokens.ts";

const minutesPerWeek = 7 * minutesPerDay;
const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const wholeDay: MinuteInterval = { from: 0, to: minutesPerDay };

/**
 * Applies the rules one after another to a bitmap of the week's minutes and returns the uninterrupted open intervals,
 * in minutes after the midnight before Monday. The week is circular: an interval that begins on Sunday may end on Monday.
 * @throws {HoursSyntaxError} if a later rule replaces half of a night.
 */
export function findOpenIntervals(rules: readonly Rule[]): MinuteInterval[] {
  const week = new Uint8Array(minutesPerWeek);
  let nights = new Set<Weekday>();
  for (const { days, times, isOpen, isAdded } of rules) {
    const ruleDays = new Set(days ?? everyDay);
    const replaces = !isAdded && (isOpen || times === null);
    if (replaces) {
      nights = removeReplacedNights(nights, ruleDays);
      for (const day of ruleDays) fill(week, day, wholeDay, false);
    }
    const intervals = times ?? [wholeDay];
    for (const day of ruleDays) {
      for (const interval of intervals) fill(week, day, interval, isOpen);
    }
    if (isOpen && intervals.some(({ to }) => to > minutesPerDay)) nights = nights.union(ruleDays);
  }
  return toIntervals(week);
}

/**
 * Returns the nights that remain after a rule has replaced some days. OpenStreetMap would cut such a night at midnight,
 * which is not the intent of a person who writes "Fr 22:00-02:00; Sa off"; so that is refused.
 */
function removeReplacedNights(
  nights: ReadonlySet<Weekday>,
  replaced: ReadonlySet<Weekday>,
): Set<Weekday> {
  const left = new Set<Weekday>();
  for (const night of nights) {
    const next = ((night % 7) + 1) as Weekday;
    if (replaced.has(night) !== replaced.has(next)) {
      throw new HoursSyntaxError(
        'a rule after ";" replaces half of a night that goes past midnight: write each day\'s hours once, joined with ","',
      );
    }
    if (!replaced.has(night)) left.add(night);
  }
  return left;
}

function fill(week: Uint8Array, day: Weekday, { from, to }: MinuteInterval, isOpen: boolean): void {
  const midnight = (day - 1) * minutesPerDay;
  const bit = isOpen ? 1 : 0;
  week.fill(bit, midnight + from, midnight + to);
  week.fill(bit, 0, Math.max(0, midnight + to - minutesPerWeek));
}

/** Starts at the first closed minute, so that no interval is split; the ends may lie in the next week. */
function toIntervals(week: Uint8Array): MinuteInterval[] {
  const start = week.indexOf(0);
  if (start === -1) return [{ from: 0, to: minutesPerWeek }];
  const twice = new Uint8Array(2 * minutesPerWeek);
  twice.set(week);
  twice.set(week, minutesPerWeek);
  const intervals: MinuteInterval[] = [];
  let from = twice.indexOf(1, start);
  while (from !== -1 && from < start + minutesPerWeek) {
    const to = twice.indexOf(0, from);
    intervals.push({ from, to });
    from = twice.indexOf(1, to);
  }
  return intervals;
}
