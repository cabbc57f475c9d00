import { addDays, toInstant, toLocalDay } from "../../catalog/local-time.ts";

/** A clock may be wrong by this much. */
const maxClockErrorMs = 5 * 60_000;

const day = "(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})|(\\d{4})-(\\d{1,2})-(\\d{1,2})";
const clock = "(?:[ T,]+(\\d{1,2})[:hg](\\d{2})(?::(\\d{2}))?)?";
const written = new RegExp(`^(?:${day})${clock}$`);
const compact = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;

/**
 * Reads a time as people and systems in Viet Nam write it: 25/11/2026, 25/11/2026 08:30, 2026-11-25T08:30,
 * 20261125083000. A day without a time is its midnight. Returns null if it is not a time.
 */
export function parseTime(typed: string): Date | null {
  const text = typed.trim();
  const packed = compact.exec(text);
  if (packed !== null) {
    const [year, month, date, hour, minute, second] = packed.slice(1).map(Number);
    return timeOf([year, month, date], [hour, minute, second]);
  }
  const match = written.exec(text);
  if (match === null) return null;
  const [date, month, year, isoYear, isoMonth, isoDate, hour, minute, second] = match
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  return timeOf([year ?? isoYear, month ?? isoMonth, date ?? isoDate], [hour, minute, second]);
}

export function isInFuture(at: Date, now: Date): boolean {
  return at.getTime() > now.getTime() + maxClockErrorMs;
}

type Numbers = readonly (number | undefined)[];

function timeOf([year = 0, month = 0, date = 0]: Numbers, time: Numbers): Date | null {
  const [hour = 0, minute = 0, second = 0] = time;
  if (year < 1900 || month < 1 || month > 12 || date < 1 || date > 31) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  const first = `${year}-${String(month).padStart(2, "0")}-01`;
  const wanted = addDays(first, date - 1);
  if (wanted.slice(0, 7) !== first.slice(0, 7)) return null;
  const at = toInstant(wanted, hour * 60 + minute);
  return toLocalDay(at) === wanted ? new Date(at.getTime() + second * 1000) : null;
}
