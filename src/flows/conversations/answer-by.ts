import type { Calendar } from "../../catalog/hours/calendar.ts";
import { addDays, toInstant, toLocalDay } from "../../catalog/local-time.ts";

/** Decree 356/2025/NĐ-CP: a demand about personal data is answered within 2 working days. What else needs a person, too. */
const workingDaysToAnswer = 2;
/** Offices close at five. */
const endOfWork = 17 * 60;
/** Tết closes offices for some ten days at most. */
const maxDaysAhead = 30;

/** By when a person answers who is asked now: the end of the second working day after today. */
export function answerBy(now: Date, calendar: Calendar): Date {
  return toInstant(dayOfAnswer(now, calendar), endOfWork);
}

/** The second working day after today. */
export function dayOfAnswer(now: Date, calendar: Calendar): string {
  let day = toLocalDay(now);
  for (
    let ahead = 1, worked = 0;
    ahead <= maxDaysAhead && worked < workingDaysToAnswer;
    ahead += 1
  ) {
    day = addDays(toLocalDay(now), ahead);
    const { weekday, closed } = calendar.day(day);
    if (closed === null && weekday <= 5) worked += 1;
  }
  return day;
}
