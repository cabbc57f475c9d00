import { HoursError, parseWeeklyHours } from "../hours/weekly-hours.ts";
import type { ValidationIssue } from "./issue.ts";

/** Reports weekly hours that cannot be read. */
export function findUnreadableHours(
  file: string,
  record: string,
  field: string,
  hours: string,
): ValidationIssue[] {
  try {
    parseWeeklyHours(hours);
    return [];
  } catch (error) {
    if (!(error instanceof HoursError)) throw error;
    return [
      {
        file,
        record,
        field,
        reason: `"${hours}" cannot be read: ${error.message}`,
        remedy: "write weekly hours as OpenStreetMap does, such as Mo-Fr 07:30-11:30,13:00-17:00",
      },
    ];
  }
}
