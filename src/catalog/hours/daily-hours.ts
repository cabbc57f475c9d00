import type { MinuteInterval } from "../local-time.ts";
import { HoursError, parseWeeklyHours } from "./weekly-hours.ts";

/**
 * Parses the hours of a single day, "08:00-11:00,13:30-16:00": OpenStreetMap's syntax without weekdays.
 * @throws {HoursError} on anything else.
 */
export function parseDailyHours(hours: string): readonly MinuteInterval[] {
  if (!/^[\d:,\s-]+$/.test(hours)) throw new HoursError(hours, "only times of a day fit here");
  return parseWeeklyHours(hours)[1];
}
