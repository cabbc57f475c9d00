import type { ClosedTime } from "../catalog/hours/closed-times.ts";
import type { DayHours, PointHours } from "../catalog/hours/point-hours.ts";
import { addDays, type MinuteInterval, minutesPerDay, toLocalDay } from "../catalog/local-time.ts";
import { capitalize } from "./text.ts";

/** The words of the hours of single days in one language. */
export interface DayPhrases {
  readonly today: string;
  readonly midnight: string;
  readonly noHours: string;
  readonly unknownHours: string;
  readonly holiday: (name: string | null) => string;
  readonly expectedHoliday: string;
  readonly closure: (name: string | null) => string;
  /** A part of a day at which it is closed: "chiều điểm nghỉ (họp)". */
  readonly closedTime: (time: ClosedTime) => string;
  readonly days: (first: string, last: string) => string;
  readonly formatClock: (minute: number) => string;
  /** "thứ Năm 26/11" */
  readonly formatDay: (day: string, now: Date) => string;
}

/** A day of a point, as a line of a table. */
export interface DayLine {
  readonly day: string;
  readonly hours: string;
  readonly isToday: boolean;
}

/** Lays out the hours of today and of the days that follow it. */
export function layOutDays(
  hours: Pick<PointHours, "hoursOn">,
  now: Date,
  count: number,
  phrases: DayPhrases,
): DayLine[] {
  const today = toLocalDay(now);
  return Array.from({ length: count }, (_, index) => addDays(today, index)).map((date) => {
    const isToday = date === today;
    const name = phrases.formatDay(date, now);
    return {
      day: capitalize(isToday ? `${phrases.today}, ${name}` : name),
      hours: describeDay(hours.hoursOn(date), phrases),
      isToday,
    };
  });
}

/** Lists the holidays and the closures of the days to come, those in a row with one reason as one line. */
export function layOutClosures(
  hours: Pick<PointHours, "hoursOn">,
  now: Date,
  count: number,
  phrases: DayPhrases,
): DayLine[] {
  const today = toLocalDay(now);
  const groups: { first: string; last: string; why: string }[] = [];
  for (let index = 0; index < count; index += 1) {
    const date = addDays(today, index);
    const why = describeClosure(hours.hoursOn(date), phrases);
    if (why === null) continue;
    const previous = groups.at(-1);
    if (previous?.why === why && addDays(previous.last, 1) === date) previous.last = date;
    else groups.push({ first: date, last: date, why });
  }
  return groups.map(({ first, last, why }) => {
    const name = phrases.formatDay(first, now);
    const days = first === last ? name : phrases.days(name, phrases.formatDay(last, now));
    return { day: capitalize(days), hours: why, isToday: first === today };
  });
}

/** "7 giờ 30 – 11 giờ 30, 13 giờ – 17 giờ", or why there are none. */
function describeDay(day: DayHours, phrases: DayPhrases): string {
  const closure = describeClosure(day, phrases);
  if (day.closed !== null && closure !== null) return closure;
  const hours = describeHours(day, phrases);
  return closure === null ? hours : `${hours}; ${closure}`;
}

/** Names a holiday, or a closure of the day or of a part of it; null for a day without any. */
function describeClosure({ closed, closedTimes }: DayHours, phrases: DayPhrases): string | null {
  if (closed?.reason === "holiday") {
    return closed.isExpected ? phrases.expectedHoliday : phrases.holiday(closed.name);
  }
  if (closed?.reason === "closure") return phrases.closure(closed.name);
  return closedTimes.length === 0 ? null : closedTimes.map(phrases.closedTime).join(", ");
}

function describeHours({ areHoursKnown, intervals }: DayHours, phrases: DayPhrases): string {
  if (!areHoursKnown) return phrases.unknownHours;
  if (intervals.length === 0) return phrases.noHours;
  return intervals.map((interval) => describeInterval(interval, phrases)).join(", ");
}

function describeInterval({ from, to }: MinuteInterval, phrases: DayPhrases): string {
  const end = to === minutesPerDay ? phrases.midnight : phrases.formatClock(to);
  return `${phrases.formatClock(from)} – ${end}`;
}
