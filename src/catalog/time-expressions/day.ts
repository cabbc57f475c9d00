import { addDays, toWeekday } from "../local-time.ts";
import { fold } from "../text/fold.ts";
import { phrasePattern, wholeTextPattern } from "./patterns.ts";

/** The days that a sentence may mean. */
export type DayExpression =
  /** This day, whether it is past or not. */
  | { readonly kind: "date"; readonly date: string }
  /** The first of these on which the time of day is still ahead. */
  | { readonly kind: "next"; readonly dates: readonly string[] }
  /** All days from the first to the last. */
  | {
      readonly kind: "span";
      readonly first: string;
      readonly last: string;
      readonly words: string;
    };

/** A date without a year that is longer ago than this is meant for next year. */
const maxDaysPast = 183;

/** Finds the day that a text says; null if it says none. */
export function findDay(text: string, today: string): DayExpression | null {
  for (const find of [findDate, findDayOfMonth, findWeekday, findSpan, findRelative]) {
    const day = find(text, today);
    if (day) return day;
  }
  return null;
}

/** Behind these a number is part of an address. */
const addressWords = "đường|phố|số|hẻm|ngõ|ngách|kiệt|nhà|tổ|quận|phường|khu|ấp|thôn|kp|lô";
const datePattern = phrasePattern(
  `(?<!(?:${addressWords}) )(?:(?<day>[0-9]{1,2})[/-](?<month>[0-9]{1,2})(?:[/-](?<year>[0-9]{4}|[0-9]{2}))?` +
    "|(?<day>[0-9]{1,2})\\.(?<month>[0-9]{1,2})\\.(?<year>[0-9]{4}))(?! giờ| đường| phố)",
);
const dateInWords = phrasePattern(
  "(?:ngày )?(?<day>[0-9]{1,2}) tháng (?<month>[0-9]{1,2})(?: năm (?<year>[0-9]{4}))?(?! ngày| tuổi)",
);
const dayOfMonth = phrasePattern("ngày (?<day>[0-9]{1,2})(?! giờ)");

function findDate(text: string, today: string): DayExpression | null {
  const found = datePattern.exec(text)?.groups ?? dateInWords.exec(text)?.groups;
  if (!found) return null;
  const day = Number(found["day"]);
  const month = Number(found["month"]);
  const year = found["year"];
  if (year !== undefined) {
    const date = dateOf(year.length === 2 ? 2000 + Number(year) : Number(year), month, day);
    return date === null ? null : { kind: "date", date };
  }
  const thisYear = Number(today.slice(0, 4));
  const date = dateOf(thisYear, month, day);
  if (date === null) return null;
  if (date >= addDays(today, -maxDaysPast)) return { kind: "date", date };
  const nextYear = dateOf(thisYear + 1, month, day);
  return nextYear === null ? null : { kind: "date", date: nextYear };
}

/** "Ngày 26" is in this month, or in the next one that has such a day. */
function findDayOfMonth(text: string, today: string): DayExpression | null {
  const day = dayOfMonth.exec(text)?.groups?.["day"];
  if (day === undefined) return null;
  const [year = 0, month = 0] = today.split("-").map(Number);
  const dates = [month, month + 1, month + 2]
    .map((n) => dateOf(n > 12 ? year + 1 : year, n > 12 ? n - 12 : n, Number(day)))
    .filter((date) => date !== null && date >= today);
  return dates[0] ? { kind: "date", date: dates[0] } : null;
}

/** Behind these "thứ hai" means "second" and is no weekday: the second child, the third time. */
const countedWords = "con|lần|đứa|người|bé|vợ|chồng|hàng|thai|cấp|mức|loại|bước|giấy";
const weekdayPattern = phrasePattern(
  `(?:(?<!(?:${countedWords}) )(?:thứ (?<name>hai|ba|tư|bốn|năm|sáu|bảy|bẩy|[2-7])|t(?<digit>[2-7]))|chủ nhật|chúa nhật|cn)`,
);
const weekdayNames = ["hai", "ba", "tu", "nam", "sau", "bay"];
const thisWeek = phrasePattern("tuần (?:nay|này)");
const nextWeek = phrasePattern("tuần (?:sau|tới)");

function findWeekday(text: string, today: string): DayExpression | null {
  const found = weekdayPattern.exec(text);
  if (!found) return null;
  const offset = weekdayOf(found.groups ?? {}) - 1;
  const monday = mondayOf(today);
  if (nextWeek.test(text)) return { kind: "date", date: addDays(monday, 7 + offset) };
  if (thisWeek.test(text)) return { kind: "date", date: addDays(monday, offset) };
  const dates = [0, 7, 14].map((days) => addDays(monday, days + offset));
  return { kind: "next", dates: dates.filter((date) => date >= today) };
}

function weekdayOf({ name, digit }: Record<string, string | undefined>): number {
  const typed = fold(name ?? digit ?? "");
  if (typed === "") return 7;
  if (typed === "bon") return 3;
  return /[0-9]/.test(typed) ? Number(typed) - 1 : weekdayNames.indexOf(typed) + 1;
}

const weekend = phrasePattern("cuối tuần");

function findSpan(text: string, today: string): DayExpression | null {
  const monday = addDays(mondayOf(today), nextWeek.test(text) ? 7 : 0);
  if (weekend.test(text)) return span("cuối tuần", addDays(monday, 5), addDays(monday, 6));
  if (nextWeek.test(text)) return span("tuần sau", monday, addDays(monday, 6));
  return thisWeek.test(text) ? span("tuần này", monday, addDays(monday, 6)) : null;
}

function span(words: string, first: string, last: string): DayExpression {
  return { kind: "span", first, last, words };
}

const part = "sáng|trưa|chiều|tối|đêm";
const todayPatterns = [phrasePattern(`(?:hôm|bữa|${part}) (?:nay|này)`), wholeTextPattern("nay")];
/** "Mai" also ends "thương mại" typed without marks, and many names: it counts only beside words that say so. */
const tomorrowPatterns = [
  phrasePattern(
    `(?:ngày|hôm|bữa|đến|tới|vào|để|thì|giờ|đi|qua|[0-9]{1,2}[hg](?:[0-9]{2})?|[0-9]{1,2}:[0-9]{2}|${part}) mai(?! mốt)`,
  ),
  wholeTextPattern(
    "mai(?: (?:đi|được|nha|nhé|ạ|lúc|tầm|khoảng|thì|buổi|[0-9]|sáng|trưa|chiều|tối|tôi|bác).*)?",
  ),
];
const dayAfterPatterns = [
  phrasePattern(`(?:ngày|hôm|bữa|${part}) mốt`),
  phrasePattern("ngày kia"),
  // Without marks "mot" is the number one; "mai mốt" is some day.
  /(?<! mai) mốt /u,
];

function findRelative(text: string, today: string): DayExpression | null {
  const days = [todayPatterns, tomorrowPatterns, dayAfterPatterns].findIndex((patterns) =>
    patterns.some((pattern) => pattern.test(text)),
  );
  return days === -1 ? null : { kind: "date", date: addDays(today, days) };
}

function mondayOf(date: string): string {
  return addDays(date, 1 - toWeekday(date));
}

/** Returns null if the calendar has no such day. */
function dateOf(year: number, month: number, day: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  const exists = at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return exists ? at.toISOString().slice(0, 10) : null;
}
