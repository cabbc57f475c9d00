import type { WeeklyHours } from "../catalog/hours/weekly-hours.ts";
import type { MinuteInterval, Weekday } from "../catalog/local-time.ts";
import { capitalize } from "./text.ts";

const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** The words of a week's hours in one language. */
export interface WeekPhrases {
  readonly dayNames: Readonly<Record<Weekday, string>>;
  readonly days: (first: string, last: string) => string;
  readonly midnight: string;
  readonly formatClock: (minute: number) => string;
}

/** Writes a week's hours, one line for days in a row that have the same hours. */
export function layOutWeek(week: WeeklyHours, phrases: WeekPhrases): string[] {
  const groups: { first: string; last: string; hours: string }[] = [];
  for (const day of weekdays) {
    const name = phrases.dayNames[day];
    const hours = week[day].map((interval) => formatInterval(interval, phrases)).join(", ");
    const previous = groups.at(-1);
    if (previous?.hours === hours) previous.last = name;
    else groups.push({ first: name, last: name, hours });
  }
  return groups
    .filter(({ hours }) => hours !== "")
    .map(({ first, last, hours }) => {
      const days = first === last ? first : phrases.days(first, last);
      return `${capitalize(days)}: ${hours}`;
    });
}

function formatInterval({ from, to }: MinuteInterval, phrases: WeekPhrases): string {
  const end = to === 1440 ? phrases.midnight : phrases.formatClock(to);
  return `${phrases.formatClock(from)} – ${end}`;
}
