import type { Weekday } from "../../local-time.ts";
import type { Span } from "./days-and-times.ts";
import { HoursSyntaxError } from "./refused.ts";
import type { Rule } from "./rules.ts";

const minutesPerDay = 1440;
const minutesPerWeek = 7 * minutesPerDay;
const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const wholeDay: Span = { from: 0, to: minutesPerDay };

/**
 * Paints the rules over one another, minute by minute, and gives what is open without a break: minutes after the
 * midnight before Monday. The week is a circle: whoever opens on Sunday may close after it.
 * @throws {HoursSyntaxError} where a later rule cuts off half a night.
 */
export function paintWeek(rules: readonly Rule[]): Span[] {
  const week = new Uint8Array(minutesPerWeek);
  let nights = new Set<Weekday>();
  for (const { days, times, isOpen, isAdded } of rules) {
    const painted = new Set(days ?? everyDay);
    const replaces = !isAdded && (isOpen || times === null);
    if (replaces) {
      nights = wholeNights(nights, painted);
      for (const day of painted) paint(week, day, wholeDay, false);
    }
    const spans = times ?? [wholeDay];
    for (const day of painted) {
      for (const span of spans) paint(week, day, span, isOpen);
    }
    if (isOpen && spans.some(({ to }) => to > minutesPerDay)) nights = nights.union(painted);
  }
  return stretches(week);
}

/**
 * The nights that are left where a rule replaces what was said of days. OpenStreetMap would cut a night at midnight there, which nobody
 * means who writes "Fr 22:00-02:00; Sa off".
 */
function wholeNights(nights: ReadonlySet<Weekday>, replaced: ReadonlySet<Weekday>): Set<Weekday> {
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

function paint(week: Uint8Array, day: Weekday, { from, to }: Span, isOpen: boolean): void {
  const midnight = (day - 1) * minutesPerDay;
  const colour = isOpen ? 1 : 0;
  week.fill(colour, midnight + from, midnight + to);
  week.fill(colour, 0, Math.max(0, midnight + to - minutesPerWeek));
}

/** Begins at the first closed minute, so that no stretch is met in its midst; ends may lie in the next week. */
function stretches(week: Uint8Array): Span[] {
  const start = week.indexOf(0);
  if (start === -1) return [{ from: 0, to: minutesPerWeek }];
  const twice = new Uint8Array(2 * minutesPerWeek);
  twice.set(week);
  twice.set(week, minutesPerWeek);
  const found: Span[] = [];
  let from = twice.indexOf(1, start);
  while (from !== -1 && from < start + minutesPerWeek) {
    const to = twice.indexOf(0, from);
    found.push({ from, to });
    from = twice.indexOf(1, to);
  }
  return found;
}
