import { localDay, minuteOfDay, type Weekday, weekday } from "../../catalog/local-time.ts";
import type { VisitTime } from "../point-ask.ts";

const dayNames: Record<Weekday, string> = {
  1: "Monday",
  2: "Tuesday",
  3: "Wednesday",
  4: "Thursday",
  5: "Friday",
  6: "Saturday",
  7: "Sunday",
};

/** "7:30", "17:00": minutes after midnight. */
export function clock(minute: number): string {
  return `${Math.floor(minute / 60) % 24}:${String(minute % 60).padStart(2, "0")}`;
}

/** "Thursday 26/11", with the year where it is another than now's. */
export function dayName(day: string, now: Date): string {
  const [year, month, date] = day.split("-").map(Number);
  const name = `${dayNames[weekday(day)]} ${date}/${month}`;
  return localDay(now).startsWith(`${year}-`) ? name : `${name}/${year}`;
}

/** "9:00 on Thursday 26/11"; today's needs no date. */
export function moment(at: Date, now: Date): string {
  const day = localDay(at);
  const time = clock(minuteOfDay(at));
  return day === localDay(now) ? `${time} today` : `${time} on ${dayName(day, now)}`;
}

/** "now", "on Thursday 26/11 between 7:00 and 11:00", "from Saturday 28/11 to Sunday 29/11". */
export function period({ from, to }: VisitTime, now: Date): string {
  if (from.getTime() >= to.getTime()) return "now";
  const first = localDay(from);
  const last = localDay(new Date(to.getTime() - 1));
  if (first !== last) return `from ${dayName(first, now)} to ${dayName(last, now)}`;
  const day = first === localDay(now) ? "today" : `on ${dayName(first, now)}`;
  const [start, end] = [minuteOfDay(from), minuteOfDay(to)];
  if (start === 0 && end === 0) return day;
  if (end === start + 1) return `${day} at ${clock(start)}`;
  const until = end === 0 ? "24:00" : clock(end);
  return `${day} between ${clock(start)} and ${until}`;
}
