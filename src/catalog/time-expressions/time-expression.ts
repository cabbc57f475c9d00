import { addDays, toInstant, toLocalDay, toWeekday } from "../local-time.ts";
import { findDay, type SpokenDay } from "./day.ts";
import { timeInVietnamese } from "./english-time.ts";
import { normalizeForPatterns, spoken, spokenAlone } from "./patterns.ts";
import { findTimeOfDay, type TimeOfDay, withHoursInDigits } from "./time-of-day.ts";

/** When a resident means to come. */
export type TimeExpression =
  | { readonly kind: "now" }
  /** From `from` up to but not including `to`; what of it is over already is cut off. */
  | {
      readonly kind: "window";
      readonly from: Date;
      readonly to: Date;
      /** How we say it back: "sáng thứ Bảy 28/11". */
      readonly words: string;
    }
  /** A time that is over. */
  | { readonly kind: "past" };

/**
 * Reads a typed time, with or without diacritics, or in English: "chiều nay", "sang t7", "thứ 7 tuần sau", "8h30 ngày 26/11".
 * A time of day without a day is the next such time; a weekday is the next one on which that time is ahead.
 * null: no time was said.
 */
export function parseTimeExpression(typed: string, now: Date): TimeExpression | null {
  const text = withHoursInDigits(
    normalizeForPatterns(timeInVietnamese(typed)).replace(greeting, ""),
  );
  const today = toLocalDay(now);
  const day = findDay(text, today);
  const time = findTimeOfDay(text);
  if (day || time) return resolve(day ?? nextOf(today), time, now);
  return nowPatterns.some((pattern) => pattern.test(text)) ? { kind: "now" } : null;
}

const greeting = spoken("chào buổi (?:sáng|trưa|chiều|tối)");
const nowPatterns = [
  spoken("bây giờ|ngay lúc này|lúc này|hiện giờ|ngay giờ"),
  spokenAlone("(?:đi |làm |tới )?(?:ngay|liền|luôn)(?: đi| luôn| ạ)?|giờ|hiện tại"),
];
const wholeDay: TimeOfDay = { from: 0, to: 1440, words: "" };

function nextOf(today: string): SpokenDay {
  return { kind: "next", dates: [today, addDays(today, 1)] };
}

function resolve(day: SpokenDay, time: TimeOfDay | null, now: Date): TimeExpression {
  switch (day.kind) {
    case "span": {
      const today = toLocalDay(now);
      const ahead = day.first < today ? { ...day, first: today } : day;
      return windowFrom(
        toInstant(day.first, 0),
        toInstant(day.last, 1440),
        spanInWords(ahead),
        now,
      );
    }
    case "date":
      return windowOn(day.date, time, now);
    case "next": {
      const windows = day.dates.map((date) => windowOn(date, time, now));
      return windows.find(({ kind }) => kind === "window") ?? { kind: "past" };
    }
  }
}

function windowOn(date: string, time: TimeOfDay | null, now: Date): TimeExpression {
  const { from, to, words } = time ?? wholeDay;
  return windowFrom(toInstant(date, from), toInstant(date, to), dayInWords(date, words, now), now);
}

function windowFrom(from: Date, to: Date, words: string, now: Date): TimeExpression {
  if (to <= now) return { kind: "past" };
  return { kind: "window", from: from < now ? now : from, to, words };
}

const weekdayWords = [
  "",
  "thứ Hai",
  "thứ Ba",
  "thứ Tư",
  "thứ Năm",
  "thứ Sáu",
  "thứ Bảy",
  "Chủ nhật",
];

function dayInWords(date: string, time: string, now: Date): string {
  const today = toLocalDay(now);
  const year = date.slice(0, 4) === today.slice(0, 4) ? "" : `/${date.slice(0, 4)}`;
  const day = `${weekdayWords[toWeekday(date)]} ${shortDate(date)}${year}`;
  if (date === today) return `${time === "" ? "hôm" : time} nay (${day})`;
  if (date === addDays(today, 1)) return `${time === "" ? "ngày" : time} mai (${day})`;
  return time === "" ? day : `${time} ${day}`;
}

function spanInWords({
  words,
  first,
  last,
}: {
  words: string;
  first: string;
  last: string;
}): string {
  const dates = first === last ? shortDate(last) : `${shortDate(first)} đến ${shortDate(last)}`;
  return `${words} (${dates})`;
}

function shortDate(date: string): string {
  const [, month, day] = date.split("-").map(Number);
  return `${day}/${month}`;
}
