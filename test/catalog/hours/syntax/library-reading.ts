import OpeningHours from "opening_hours";
import type { WeeklyHours } from "../../../../src/catalog/hours/weekly-hours.ts";
import {
  addDays,
  type MinuteInterval,
  toWeekday,
  type Weekday,
} from "../../../../src/catalog/local-time.ts";

/**
 * What OpenStreetMap's own evaluator makes of a value: the oracle that our reader is compared with. "PH off" is left
 * out, for its Vietnamese holidays are wrong.
 * null where it refuses, warns, finds nothing open or nothing definite.
 */
export function readByLibrary(osm: string): WeeklyHours | null {
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
    merged(intervals.map(([from, to]) => ({ from: clockFace(from), to: clockFace(to) }))),
  );
}

/** It misses most of the nights that a later rule cuts, and sees some where there are none: the tests look themselves. */
const cutNight = "additional_rule_separator_not_used_after_time_wrapping_midnight";

/** Three weeks of a month in which no zone changes its clock; the middle one counts. */
const firstEvaluated = new Date(2024, 0, 1);
const lastEvaluated = new Date(2024, 0, 22);
const referenceMonday = "2024-01-08";
const minutesPerDay = 1440;

/** The library speaks the machine's local time: its clock faces are ours, its instants are not. */
function clockFace(at: Date): number {
  const face = Date.UTC(
    at.getFullYear(),
    at.getMonth(),
    at.getDate(),
    at.getHours(),
    at.getMinutes(),
  );
  return Math.round((face - Date.parse(`${referenceMonday}T00:00:00Z`)) / 60_000);
}

function merged(stretches: readonly MinuteInterval[]): MinuteInterval[] {
  const result: MinuteInterval[] = [];
  for (const next of stretches) {
    const last = result.at(-1);
    if (last && next.from <= last.to) {
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    } else {
      result.push(next);
    }
  }
  return result;
}

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
  for (const { n, from, to } of stretches.flatMap(byDay)) {
    if (n >= 0 && n < 7) week[toWeekday(addDays(referenceMonday, n))].push({ from, to });
  }
  return week;
}

function byDay({ from, to }: MinuteInterval): (MinuteInterval & { n: number })[] {
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
