import { isValidOn } from "../../catalog/facts/window.ts";
import { addDays } from "../../catalog/local-time.ts";
import type { Deadline } from "../../catalog/procedure-schema.ts";
import type { FinerQuestionAbout } from "./finer-question.ts";
import { daysLeft, findToldDay } from "./told-day.ts";

/** The legal time limit, the last day if it can be counted, and what holds when it has passed. */
export function answerDeadline({ about, sentence, context, telling }: FinerQuestionAbout): string {
  const { wording, catalog, now } = context;
  const deadline = (about.procedure.deadlines ?? []).find((each) => isValidOn(each, about.day));
  if (deadline === undefined) return wording.asks.unsureDeadline;
  const limit = wording.asks.limit(deadline.value, deadline.unit, deadline.after);
  const event = deadline.from === "other" ? null : deadline.from;
  const told = findToldDay(sentence, event, telling, catalog.readSituation, now);
  const due = told === null ? null : lastDay(told.day, deadline);
  if (told === null || due === null) {
    return [limit, wording.asks.tellDay(deadline.after), deadline.late ?? ""].join(" ").trim();
  }
  const left = daysLeft(due, now);
  const counted = wording.asks.due({ from: told.day, due, left, isExact: told.isExact, now });
  const late = left < 0 ? (deadline.late ?? wording.asks.lateUnknown) : "";
  return [limit, counted, late].join(" ").trim();
}

/** The last day; null if it is counted in working days. The first day itself does not count. */
function lastDay(from: string, { value, unit }: Deadline): string | null {
  if (unit === "ngày") return addDays(from, value);
  return unit === "tháng" ? addMonths(from, value) : null;
}

/** The same day some months later, or the last of that month. */
function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const index = year * 12 + (month - 1) + months;
  const first = (at: number) =>
    `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`;
  const last = addDays(first(index + 1), -1);
  const same = addDays(first(index), date - 1);
  return same < last ? same : last;
}
