import { toLocalDay, toMinuteOfDay, toWeekday, type Weekday } from "../../catalog/local-time.ts";
import type { VisitTime } from "../point-layout.ts";

export const dayNames: Record<Weekday, string> = {
  1: "Monday",
  2: "Tuesday",
  3: "Wednesday",
  4: "Thursday",
  5: "Friday",
  6: "Saturday",
  7: "Sunday",
};

/** "7:30", "17:00": from minutes after midnight. */
export function formatClock(minute: number): string {
  return `${Math.floor(minute / 60) % 24}:${String(minute % 60).padStart(2, "0")}`;
}

/** "Thursday 26/11", with the year if it is not the present one. */
export function formatDay(day: string, now: Date): string {
  const [year, month, date] = day.split("-").map(Number);
  const name = `${dayNames[toWeekday(day)]} ${date}/${month}`;
  return toLocalDay(now).startsWith(`${year}-`) ? name : `${name}/${year}`;
}

/** "9:00 on Thursday 26/11"; without the day if it is today. */
export function formatMoment(at: Date, now: Date): string {
  const day = toLocalDay(at);
  const time = formatClock(toMinuteOfDay(at));
  return day === toLocalDay(now) ? `${time} today` : `${time} on ${formatDay(day, now)}`;
}

/** "now", "on Thursday 26/11 between 7:00 and 11:00", "from Saturday 28/11 to Sunday 29/11". */
export function formatTimeRange({ from, to }: VisitTime, now: Date): string {
  if (from.getTime() >= to.getTime()) return "now";
  const first = toLocalDay(from);
  const last = toLocalDay(new Date(to.getTime() - 1));
  if (first !== last) return `from ${formatDay(first, now)} to ${formatDay(last, now)}`;
  const day = first === toLocalDay(now) ? "today" : `on ${formatDay(first, now)}`;
  const [start, end] = [toMinuteOfDay(from), toMinuteOfDay(to)];
  if (start === 0 && end === 0) return day;
  if (end === start + 1) return `${day} at ${formatClock(start)}`;
  const until = end === 0 ? "midnight" : formatClock(end);
  return `${day} between ${formatClock(start)} and ${until}`;
}
