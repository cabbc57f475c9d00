import type { Holiday } from "../schema.ts";
import { catalogFiles, findDuplicates, type ValidationIssue } from "./issue.ts";

const weekdays = ["CN", "T2", "T3", "T4", "T5", "T6", "T7"] as const;

/** Checks holidays against the calendar and each other. */
export function validateHolidays(holidays: readonly Holiday[]): ValidationIssue[] {
  const dates = holidays.map((holiday) => holiday.date);
  const daysOff = new Set(
    holidays.filter((holiday) => holiday.kind !== "workday").map((holiday) => holiday.date),
  );
  return [
    ...findDuplicates(catalogFiles.holidays, "date", dates),
    ...holidays.flatMap((holiday) => [
      ...findWeekdayIssues(holiday),
      ...findExchangeIssues(holiday, daysOff),
    ]),
  ];
}

function findWeekdayIssues(holiday: Holiday): ValidationIssue[] {
  const weekday = weekdays[new Date(`${holiday.date}T00:00:00Z`).getUTCDay()] ?? "";
  if (weekday === holiday.weekday) return [];
  return [
    {
      file: catalogFiles.holidays,
      record: holiday.date,
      field: "weekday",
      reason: `${holiday.date} is ${weekday}, not ${holiday.weekday}`,
      remedy: "correct the date or the weekday",
    },
  ];
}

/** A worked day follows the hours of the weekday that it replaces, so that day must be given. */
function findExchangeIssues(holiday: Holiday, daysOff: ReadonlySet<string>): ValidationIssue[] {
  const base = {
    file: catalogFiles.holidays,
    record: holiday.date,
    field: "instead_of",
    remedy: "name the day off for which this day is worked",
  };
  if (holiday.kind !== "workday") {
    if (holiday.instead_of === undefined) return [];
    const reason = "only a workday makes up for another day";
    return [{ ...base, reason, remedy: 'leave it out, or make the kind "workday"' }];
  }
  if (holiday.instead_of === undefined) {
    return [{ ...base, reason: "a workday must name the day off that it makes up for" }];
  }
  if (daysOff.has(holiday.instead_of)) return [];
  return [{ ...base, reason: `${holiday.instead_of} is not a day off in this file` }];
}
