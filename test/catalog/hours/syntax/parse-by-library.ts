import OpeningHours from "opening_hours";
import type { WeeklyHours } from "../../../../src/catalog/hours/weekly-hours.ts";
import {
  addDays,
  type MinuteInterval,
  toWeekday,
  type Weekday,
} from "../../../../src/catalog/local-time.ts";

/**
 * Parses a value with OpenStreetMap's own evaluator, the oracle for our parser. "PH off" is left out, because the
 * evaluator's Vietnamese holidays are wrong. Returns null if the evaluator refuses or warns, or finds no definite hours.
 */
export function parseByLibrary(osm: string): WeeklyHours | null {
  let hours: OpeningHours;
  try {
    const rules = osm.split(";").map((rule) => rule.trim());
    hours = new OpeningHours(rules.filter((rule) => !/^(PH off)?$/i.test(rule)).join("; "), null);
  } catch {
    return null;
  }
  if (!hours.isWeekStable() || hours.getStructuredWarnings().some(({ type }) => type !== cutNight))
    return null;
  const intervals = hours.getOpenIntervals(firstEvaluated, lastEvaluated);
  if (intervals.length === 0 || intervals.some(([, , unknown]) => unknown)) return null;
  return toWeek(
    mergeTouching(
      intervals.map(([from, to]) => ({ from: toClockFace(from), to: toClockFace(to) })),
    ),
  );
}

/** Ignored: it misses most of the nights that a later rule cuts and reports others wrongly, so the tests check this themselves. */
const cutNight = "additional_rule_separator_not_used_after_time_wrapping_midnight";

/** Three weeks of a month in which no zone changes its clock; the middle one is used. */
const firstEvaluated = new Date(2024, 0, 1);
const lastEvaluated = new Date(2024, 0, 22);
const referenceMonday = "2024-01-08";
const minutesPerDay = 1440;

/** The library uses the machine's local time, so only its clock faces can be compared with ours, not its instants. */
function toClockFace(at: Date): number {
  const face = Date.UTC(
    at.getFullYear(),
    at.getMonth(),
    at.getDate(),
    at.getHours(),
    at.getMinutes(),
  );
  return Math.round((face - Date.parse(`${referenceMonday}T00:00:00Z`)) / 60_000);
}

function mergeTouching(intervals: readonly MinuteInterval[]): MinuteInterval[] {
  const result: MinuteInterval[] = [];
  for (const next of intervals) {
    const last = result.at(-1);
    if (last && next.from <= last.to) {
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    } else {
      result.push(next);
    }
  }
  return result;
}

/** An interval of up to a day belongs to the day on which it begins; a longer one is cut at midnights. */
function toWeek(intervals: readonly MinuteInterval[]): WeeklyHours {
  const week: Record<Weekday, MinuteInterval[]> = {
    1: [],
    2: [],
    3: [],
    4: [],
    5: [],
    6: [],
    7: [],
  };
  for (const { n, from, to } of intervals.flatMap(splitByDay)) {
    if (n >= 0 && n < 7) week[toWeekday(addDays(referenceMonday, n))].push({ from, to });
  }
  return week;
}

function splitByDay({ from, to }: MinuteInterval): (MinuteInterval & { n: number })[] {
  const first = Math.floor(from / minutesPerDay);
  if (to - from <= minutesPerDay) return [onDayNumber(first, from, to)];
  const days = Math.ceil(to / minutesPerDay) - first;
  return Array.from({ length: days }, (_, index) => {
    const midnight = (first + index) * minutesPerDay;
    return onDayNumber(
      first + index,
      Math.max(from, midnight),
      Math.min(to, midnight + minutesPerDay),
    );
  });
}

function onDayNumber(n: number, from: number, to: number): MinuteInterval & { n: number } {
  return { n, from: from - n * minutesPerDay, to: to - n * minutesPerDay };
}
