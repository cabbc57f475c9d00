import { addDays, type MinuteInterval, toInstant, toLocalDay } from "../local-time.ts";
import { fold } from "../text/fold.ts";
import { type DayExpression, findDay } from "./day.ts";
import { normalizeForPatterns, phrasePattern } from "./patterns.ts";
import { findTimeOfDay, writeHoursInDigits } from "./time-of-day.ts";

/** Days that somebody typed, and the part of each that they mean. */
export interface TypedDays {
  readonly from: string;
  readonly to: string;
  /** null: the whole day. */
  readonly time: MinuteInterval | null;
  /** Whether two times of the clock were typed, such as "8h-11h". */
  readonly isExact: boolean;
}

const minutesPerDay = 24 * 60;

/**
 * Reads days in the words that residents use to the bot: "hôm nay", "chiều mai", "thứ 7 này", "3/12", "sáng 3/12",
 * "chủ nhật 8h-11h", "từ 15h mai" (to the end of the day). A weekday is the next one on which that time is ahead.
 * Returns null if the text says no day, or a single moment of it.
 */
export function parseTypedDays(typed: string, now: Date): TypedDays | null {
  const text = writeHoursInDigits(normalizeForPatterns(typed));
  const range = findClockRange(text);
  const rest = range === null ? text : range.rest;
  const day = findDay(rest, toLocalDay(now));
  if (day === null) return null;
  if (range !== null) return { ...resolve(day, range.time, now), time: range.time, isExact: true };
  const part = findTimeOfDay(rest);
  if (part === null) return { ...resolve(day, null, now), time: null, isExact: false };
  const isMoment = part.toMinute - part.fromMinute === 1;
  if (isMoment && !fromThenOn.test(text)) return null;
  const time = { from: part.fromMinute, to: isMoment ? minutesPerDay : part.toMinute };
  return { ...resolve(day, time, now), time, isExact: false };
}

const fromThenOn = phrasePattern("(?:từ|sau) (?:lúc )?[0-9]{1,2}(?: ?h| giờ| ?g|:)[0-9]{0,2}.*");

const part = "sáng|trưa|chiều|tối";
const mark = (name: string) =>
  `(?: ?(?:h|g|giờ)(?: ?(?<${name}>[0-5][0-9]|rưỡi))?|:(?<${name}2>[0-5][0-9]))`;
const clockRange = phrasePattern(
  `(?:từ |lúc )?(?<h1>[0-9]{1,2})${mark("m1")}(?: (?<p1>${part}))?(?:-| đến | tới | )` +
    `(?<h2>[0-9]{1,2})${mark("m2")}(?=(?: (?<p2>${part}))? )`,
);

/**
 * Finds two times of the clock; `rest` is the text without them. In "6h đến 8h tối" the word holds for both, in "8h đến 5h
 * chiều" for the second only.
 */
function findClockRange(text: string): { time: MinuteInterval; rest: string } | null {
  const found = clockRange.exec(text);
  const groups = found?.groups;
  if (!found || !groups) return null;
  const to = minuteOf(groups["h2"], groups["m2"] ?? groups["m22"], groups["p2"]);
  const begins = groups["p1"] ?? (fold(groups["p2"] ?? "") === "toi" ? groups["p2"] : undefined);
  const from = minuteOf(groups["h1"], groups["m1"] ?? groups["m12"], begins);
  if (from >= to || to > minutesPerDay) return null;
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
  return { time: { from, to }, rest: rest.replace(/\s+/g, " ") };
}

/** The hours from one to this are in the afternoon if no word says otherwise: no point opens at night. */
const lastAfternoonHour = 5;

function minuteOf(hour = "", minute: string | undefined, word: string | undefined): number {
  const typed = Number(hour);
  const said = fold(word ?? "");
  const isLate = said === "chieu" || said === "toi" || (said === "trua" && typed < 10);
  const isGuessed = said === "" && typed >= 1 && typed <= lastAfternoonHour;
  const past = fold(minute ?? "") === "ruoi" ? 30 : Number(minute ?? 0);
  return (typed < 12 && (isLate || isGuessed) ? typed + 12 : typed) * 60 + past;
}

function resolve(day: DayExpression, time: MinuteInterval | null, now: Date) {
  const today = toLocalDay(now);
  switch (day.kind) {
    case "date":
      return { from: day.date, to: day.date };
    case "span":
      return { from: day.first < today ? today : day.first, to: day.last };
    case "next": {
      const ends = time?.to ?? minutesPerDay;
      const date = day.dates.find((one) => toInstant(one, ends) > now) ?? addDays(today, 7);
      return { from: date, to: date };
    }
  }
}
