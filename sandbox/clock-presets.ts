import { addDays, isDay, toInstant, toLocalDay, toWeekday } from "../src/catalog/local-time.ts";
import { endOfQuietHours, type QuietHours } from "../src/notify/delivery/quiet-hours.ts";

/** The times that a trainer sets with one press. */

export const presets = ["tonight", "sunday", "tet", "in-8-days", "now"] as const;
export type Preset = (typeof presets)[number];

const morning = 9 * 60;
const night = 22 * 60;
const sunday = 7;
/** The first day of each lunar year in Viet Nam. Node's Chinese calendar is a day late in 2027. */
const firstDaysOfTet = ["2027-02-06", "2028-01-26", "2029-02-13", "2030-02-02", "2031-01-23"];

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
      return toInstant(nextSunday(today), morning);
    case "tet":
      return toInstant(nextTet(today), morning);
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

function nextSunday(today: string): string {
  return addDays(today, toWeekday(today) === sunday ? 7 : sunday - toWeekday(today));
}

/** Throws RangeError once the list has ended. */
function nextTet(today: string): string {
  const next = firstDaysOfTet.find((day) => day > today);
  if (next === undefined) throw new RangeError("add later first days of the lunar year");
  return next;
}
