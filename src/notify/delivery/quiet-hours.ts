import { addDays, toInstant, toLocalDay, toMinuteOfDay } from "../../catalog/local-time.ts";

/** Minutes of the day; the end may lie in the next one. */
export interface QuietHours {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** When the quiet hours in which `at` falls end; null outside them, and where there are none. */
export function endOfQuiet(at: Date, quiet: QuietHours | null): Date | null {
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
