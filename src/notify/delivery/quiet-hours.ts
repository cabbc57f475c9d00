import { addDays, toInstant, toLocalDay, toMinuteOfDay } from "../../catalog/local-time.ts";

/** Minutes of the day. The end may lie on the next day. */
export interface QuietHours {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** Returns the end of the quiet hours in which `at` lies, or null if it lies outside, or there are none. */
export function endOfQuietHours(at: Date, quiet: QuietHours | null): Date | null {
  if (quiet === null) return null;
  const { fromMinute, toMinute } = quiet;
  const minute = toMinuteOfDay(at);
  const day = toLocalDay(at);
  if (fromMinute < toMinute) {
    return minute >= fromMinute && minute < toMinute ? toInstant(day, toMinute) : null;
  }
  if (minute >= fromMinute) return toInstant(addDays(day, 1), toMinute);
  return minute < toMinute ? toInstant(day, toMinute) : null;
}
