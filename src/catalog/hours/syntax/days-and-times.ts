import { type MinuteInterval, minutesPerDay, type Weekday } from "../../local-time.ts";
import { HoursSyntaxError, type TokenOf, type TokenReader } from "./tokens.ts";

/** Reads a list of days: "Mo-We,Fr", "Sa-Mo", "Su,PH". Returns no days if none are named. */
export function readDays(reader: TokenReader): { days: readonly Weekday[]; hasHolidays: boolean } {
  const days: Weekday[] = [];
  let hasHolidays = false;
  do {
    const first = reader.take("day");
    if (first !== undefined) days.push(...readRangeFrom(first, reader));
    else if (reader.take("holidays")) hasHolidays = true;
    else break;
  } while (reader.takeCommaBefore("day", "holidays"));
  return { days, hasHolidays };
}

function readRangeFrom(first: TokenOf<"day">, reader: TokenReader): Weekday[] {
  if (!reader.take("-")) return [first.day];
  const last = reader.take("day");
  if (last === undefined) throw reader.unexpected();
  const count = ((last.day - first.day + 7) % 7) + 1;
  return Array.from({ length: count }, (_, n) => (((first.day - 1 + n) % 7) + 1) as Weekday);
}

/**
 * Reads a list of times: "07:30-11:30,13:00-17:00", "22:00-02:00", "22:00-26:00". Returns none if none are named.
 * An interval ends at most two midnights after the day on which it begins.
 */
export function readTimes(reader: TokenReader): readonly MinuteInterval[] {
  const times: MinuteInterval[] = [];
  do {
    const opens = reader.take("clock");
    if (opens === undefined) break;
    const closes = reader.take("-") && reader.take("clock");
    if (closes === undefined) {
      throw new HoursSyntaxError(
        `write until when it is open after "${opens.text}", such as 07:30-11:30`,
      );
    }
    times.push(toInterval(opens, closes));
  } while (reader.takeCommaBefore("clock"));
  return times;
}

function toInterval(opens: TokenOf<"clock">, closes: TokenOf<"clock">): MinuteInterval {
  if (/^\d:/.test(closes.text)) {
    const reason = `"${closes.text}" may be morning or evening: write 0${closes.text}, or add 12 hours`;
    throw new HoursSyntaxError(reason);
  }
  const written = `${opens.text}-${closes.text}`;
  if (opens.minute >= minutesPerDay)
    throw new HoursSyntaxError(`"${written}" begins on the next day: name that day`);
  const isPastMidnight = closes.minute <= opens.minute;
  const to = closes.minute + (isPastMidnight ? minutesPerDay : 0);
  if (to > 2 * minutesPerDay)
    throw new HoursSyntaxError(`"${written}" goes on for more than two days`);
  return { from: opens.minute, to };
}
