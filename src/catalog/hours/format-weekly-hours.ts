import type { Weekday } from "../local-time.ts";
import type { MinuteInterval, WeeklyHours } from "./weekly-hours.ts";

const days: readonly (readonly [Weekday, string])[] = [
  ...([
    [1, "Mo"],
    [2, "Tu"],
    [3, "We"],
    [4, "Th"],
  ] as const),
  ...([
    [5, "Fr"],
    [6, "Sa"],
    [7, "Su"],
  ] as const),
];
const minutesPerHour = 60;

/**
 * Weekly hours in OpenStreetMap's syntax, days with the same hours together: "Mo-Fr 07:30-11:30,13:30-17:00; Sa 07:30-11:30". null
 * where no day has any. `parseWeeklyHours` reads the same back.
 */
export function formatWeeklyHours(week: WeeklyHours): string | null {
  const written = days
    .map(([day, name]) => ({ name, hours: week[day].map(writeInterval).join(",") }))
    .filter(({ hours }) => hours !== "");
  if (written.length === 0) return null;
  const groups: { names: string[]; hours: string }[] = [];
  for (const { name, hours } of written) {
    const same = groups.find((group) => group.hours === hours);
    if (same === undefined) groups.push({ names: [name], hours });
    else same.names.push(name);
  }
  return groups.map(({ names, hours }) => `${writeDays(names)} ${hours}`).join("; ");
}

export function formatMinuteOfDay(minute: number): string {
  const hour = String(Math.floor(minute / minutesPerHour)).padStart(2, "0");
  return `${hour}:${String(minute % minutesPerHour).padStart(2, "0")}`;
}

function writeInterval({ from, to }: MinuteInterval): string {
  return `${formatMinuteOfDay(from)}-${formatMinuteOfDay(to)}`;
}

/** "Mo-Fr", "Tu,Th". */
function writeDays(names: readonly string[]): string {
  const order = days.map(([, name]) => name);
  const runs: string[][] = [];
  for (const name of names) {
    const run = runs.at(-1);
    const isNext = run !== undefined && order.indexOf(run.at(-1) ?? "") + 1 === order.indexOf(name);
    if (isNext) run.push(name);
    else runs.push([name]);
  }
  return runs.map((run) => (run.length > 2 ? `${run[0]}-${run.at(-1)}` : run.join(","))).join(",");
}
