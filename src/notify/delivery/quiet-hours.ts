import { addDays, instant, localDay, minuteOfDay } from "../../catalog/local-time.ts";

/** Minutes of the day; the end may lie in the next one. */
export interface QuietHours {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** When the quiet hours in which `at` falls end; null outside them, and where there are none. */
export function endOfQuiet(at: Date, quiet: QuietHours | null): Date | null {
  if (quiet === null) return null;
  const { fromMinute, toMinute } = quiet;
  const minute = minuteOfDay(at);
  const day = localDay(at);
  if (fromMinute < toMinute) {
    return minute >= fromMinute && minute < toMinute ? instant(day, toMinute) : null;
  }
  if (minute >= fromMinute) return instant(addDays(day, 1), toMinute);
  return minute < toMinute ? instant(day, toMinute) : null;
}
