import { addDays, isDay, toInstant, toLocalDay, toWeekday } from "../src/catalog/local-time.ts";
import { endOfQuietHours, type QuietHours } from "../src/notify/delivery/quiet-hours.ts";

/** The times that a trainer sets with one press. */

export const presets = ["tonight", "sunday", "tet", "in-8-days", "now"] as const;
export type Preset = (typeof presets)[number];

const morning = 9 * 60;
const night = 22 * 60;
const sunday = 7;
/** A lunar year has 384 days at most. */
const maxDaysToTet = 385;
const lunarDay = new Intl.DateTimeFormat("en-u-ca-chinese", {
  day: "numeric",
  month: "numeric",
  timeZone: "UTC",
});

/** Returns the time of a preset, seen from the sandbox's present one; null for that of the machine. */
export function timeOfPreset(preset: Preset, now: Date): Date | null {
  const today = toLocalDay(now);
  switch (preset) {
    case "now":
      return null;
    case "tonight":
      return toInstant(today, night);
    case "in-8-days":
      return new Date(now.getTime() + 8 * 24 * 3_600_000);
    case "sunday":
      return toInstant(
        firstDay(today, 7, (day) => toWeekday(day) === sunday),
        morning,
      );
    case "tet":
      return toInstant(firstDay(today, maxDaysToTet, isTet), morning);
  }
}

/**
 * Returns the time with which the sandbox begins: the next morning during quiet hours, so that whoever shows it at night
 * sees notifications; otherwise null, the machine's.
 */
export function timeToBeginWith(now: Date, quiet: QuietHours | null): Date | null {
  const end = endOfQuietHours(now, quiet);
  return end === null ? null : toInstant(toLocalDay(end), morning);
}

/** Reads "dd/mm/yyyy" and "hh:mm" of Viet Nam; null if they are no time. */
export function readTime(day: string, clock: string): Date | null {
  const [, date = "", month = "", year = ""] =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(day) ?? [];
  const iso = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const [, hour, minute] = /^([01]?\d|2[0-3])[:hg]([0-5]\d)$/.exec(clock) ?? [];
  if (year === "" || hour === undefined || !isDay(iso)) return null;
  return toInstant(iso, Number(hour) * 60 + Number(minute));
}

/** The first day after `today` that is wanted. */
function firstDay(today: string, within: number, isWanted: (day: string) => boolean): string {
  for (let at = 1; at <= within; at += 1) {
    const day = addDays(today, at);
    if (isWanted(day)) return day;
  }
  throw new RangeError(`no such day within ${within} days of ${today}`);
}

function isTet(day: string): boolean {
  const parts = lunarDay.formatToParts(new Date(`${day}T12:00:00Z`));
  const read = (type: string) => parts.find((part) => part.type === type)?.value;
  return read("day") === "1" && read("month") === "1";
}
