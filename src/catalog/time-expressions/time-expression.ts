import { addDays, toInstant, toLocalDay, toWeekday } from "../local-time.ts";
import { type DayExpression, findDay } from "./day.ts";
import { translateEnglishTime } from "./english-time.ts";
import { normalizeForPatterns, phrasePattern, wholeTextPattern } from "./patterns.ts";
import { findTimeOfDay, type TimeOfDay, writeHoursInDigits } from "./time-of-day.ts";

/** When a resident means to come. */
export type TimeExpression =
  | { readonly kind: "now" }
  /** From `from` up to but not including `to`; it begins now if a part of it is over. */
  | {
      readonly kind: "window";
      readonly from: Date;
      readonly to: Date;
      /** How the bot repeats it: "sáng thứ Bảy 28/11". */
      readonly words: string;
    }
  /** A time that is over. */
  | { readonly kind: "past" };

/**
 * Parses a typed time, with or without diacritics, or in English: "chiều nay", "sang t7", "thứ 7 tuần sau",
 * "8h30 ngày 26/11". A time of day without a day is the next such time; a weekday is the next one on which that time
 * is ahead. Returns null if the text says no time.
 */
export function parseTimeExpression(typed: string, now: Date): TimeExpression | null {
  const text = writeHoursInDigits(
    normalizeForPatterns(translateEnglishTime(typed)).replace(greeting, ""),
  );
  const today = toLocalDay(now);
  const day = findDay(text, today);
  const time = findTimeOfDay(text);
  if (day || time) return resolve(day ?? nextOf(today), time, now);
  return nowPatterns.some((pattern) => pattern.test(text)) ? { kind: "now" } : null;
}

const greeting = phrasePattern("chào buổi (?:sáng|trưa|chiều|tối)");
const nowPatterns = [
  phrasePattern("bây giờ|ngay lúc này|lúc này|hiện giờ|ngay giờ"),
  wholeTextPattern("(?:đi |làm |tới )?(?:ngay|liền|luôn)(?: đi| luôn| ạ)?|giờ|hiện tại"),
];
const minutesPerDay = 24 * 60;
const wholeDay: TimeOfDay = { fromMinute: 0, toMinute: minutesPerDay, words: "" };

function nextOf(today: string): DayExpression {
  return { kind: "next", dates: [today, addDays(today, 1)] };
}

function resolve(day: DayExpression, time: TimeOfDay | null, now: Date): TimeExpression {
  switch (day.kind) {
    case "span": {
      const today = toLocalDay(now);
      const ahead = day.first < today ? { ...day, first: today } : day;
      return windowFrom(
        toInstant(day.first, 0),
        toInstant(day.last, minutesPerDay),
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
  const { fromMinute, toMinute, words } = time ?? wholeDay;
  const [from, to] = [toInstant(date, fromMinute), toInstant(date, toMinute)];
  return windowFrom(from, to, dayInWords(date, words, now), now);
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
