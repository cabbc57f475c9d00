import type { MinuteInterval, Weekday } from "../local-time.ts";
import type { WeeklyHours } from "./weekly-hours.ts";

const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const minutesPerHour = 60;

/**
 * Formats weekly hours in OpenStreetMap's syntax, with days of the same hours grouped:
 * "Mo-Fr 07:30-11:30,13:30-17:00; Sa 07:30-11:30". Returns null if no day has hours. `parseWeeklyHours` reads the same back.
 */
export function formatWeeklyHours(week: WeeklyHours): string | null {
  const groups: { days: Weekday[]; hours: string }[] = [];
  for (const day of weekdays) {
    const hours = week[day].map(formatInterval).join(",");
    if (hours === "") continue;
    const sameHours = groups.find((group) => group.hours === hours);
    if (sameHours === undefined) groups.push({ days: [day], hours });
    else sameHours.days.push(day);
  }
  if (groups.length === 0) return null;
  return groups.map(({ days, hours }) => `${formatDays(days)} ${hours}`).join("; ");
}

export function formatMinuteOfDay(minute: number): string {
  const hour = String(Math.floor(minute / minutesPerHour)).padStart(2, "0");
  return `${hour}:${String(minute % minutesPerHour).padStart(2, "0")}`;
}

function formatInterval({ from, to }: MinuteInterval): string {
  return `${formatMinuteOfDay(from)}-${formatMinuteOfDay(to)}`;
}

const osmNames: Readonly<Record<Weekday, string>> = {
  1: "Mo",
  2: "Tu",
  3: "We",
  4: "Th",
  5: "Fr",
  6: "Sa",
  7: "Su",
};

/** Formats consecutive days as a range if there are more than two: "Mo-Fr", "Tu,Th". */
function formatDays(days: readonly Weekday[]): string {
  const runs: Weekday[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    const previous = run?.at(-1);
    if (run !== undefined && previous !== undefined && previous + 1 === day) run.push(day);
    else runs.push([day]);
  }
  return runs.map(formatRun).join(",");
}

function formatRun(days: readonly Weekday[]): string {
  const names = days.map((day) => osmNames[day]);
  return names.length > 2 ? `${names[0]}-${names.at(-1)}` : names.join(",");
}
