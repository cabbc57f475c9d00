import { fold } from "../text/fold.ts";
import { phrasePattern, wholeTextPattern } from "./patterns.ts";

/** A part of a day, in minutes after midnight. */
export interface TimeOfDay {
  readonly fromMinute: number;
  /** Not included. */
  readonly toMinute: number;
  /** How the bot repeats it: "sáng", "8 giờ 30 sáng". */
  readonly words: string;
}

/** What residents mean by each part of the day. */
const partsOfDay = {
  morning: { fromMinute: 6 * 60, toMinute: 12 * 60, words: "sáng" },
  noon: { fromMinute: 11 * 60, toMinute: 13 * 60, words: "trưa" },
  afternoon: { fromMinute: 12 * 60, toMinute: 18 * 60, words: "chiều" },
  evening: { fromMinute: 18 * 60, toMinute: 22 * 60, words: "tối" },
} as const satisfies Record<string, TimeOfDay>;

/** An hour from one to this, said without a part of the day, is in the afternoon: no office opens at night. */
const lastAfternoonHour = 5;

/** Finds the time of day that a text says; null if it says none. An hour is a moment, one minute long. */
export function findTimeOfDay(text: string): TimeOfDay | null {
  const part = findPart(text);
  return findHour(text, part) ?? (part && partsOfDay[part]);
}

type Part = keyof typeof partsOfDay;

/** Folded words for the parts of the day. */
const partsByWord: Readonly<Record<string, Part>> = {
  sang: "morning",
  trua: "noon",
  chieu: "afternoon",
  toi: "evening",
  dem: "evening",
};

const part = "(?<part>sáng|trưa|chiều|tối|đêm)";
/** "4g" alone is a mobile network. */
const hourMark = "(?: ?h| giờ| ?g(?=[0-5]| sáng| trưa| chiều| tối))";
const clock = `[0-9]{1,2}(?:${hourMark} ?(?:[0-5][0-9]|rưỡi)?|:[0-5][0-9])`;
const date = "[0-9]{1,2}[/-][0-9/-]+";
/** What can follow a part of the day: "sáng [mai]". */
const dayAfterPart = `(?:ngày |hôm )?(?:nay|này|mai|mốt|kia|thứ|t[2-7]|chủ|chúa|cn|cuối|${date}|[0-9]{1,2} tháng)|ngày [0-9]`;
/** What can stand before a part of the day: "thứ bảy [sáng]". */
const dayBeforePart = `(?:mai|mốt|kia|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|t[2-7]|nhật|cn|tuần|sau|${date})`;

/** Where a part of the day may stand: "sáng" and "tối" alone begin too many other words. */
const partPatterns = [
  phrasePattern(`${clock} ${part}`),
  phrasePattern(`buổi ${part}`),
  phrasePattern(`${part}(?= (?:${dayAfterPart}))`),
  phrasePattern(`${part}(?= (?:lúc |tầm |khoảng )?${clock})`),
  wholeTextPattern(`(?:vào |đi |để )?${part}`),
  wholeTextPattern(`.*${dayBeforePart} ${part}`),
];

const hourPattern = phrasePattern(
  "(?<!(?:trong|mất|hơn|cách) )(?<hour>[0-9]{1,2})" +
    `(?:${hourMark} ?(?<minute>[0-5][0-9]|rưỡi)?|:(?<minutes>[0-5][0-9]))(?! nữa)`,
);

/** The longest first: "mười một" ends with "một". */
const hourWords = "mười hai, mười một, mười, chín, tám, bảy, sáu, năm, bốn, ba, hai, một"
  .split(", ")
  .map((word, index) => ({
    // Without diacritics "bảy giờ" would be "bây giờ".
    pattern: word === "bảy" ? /(?<= )bảy giờ(?= )/u : phrasePattern(`(?<!thứ )${word} giờ`),
    digits: `${12 - index} giờ`,
  }));
const startOfRange = phrasePattern("(?<start>[0-9]{1,2})-(?<end>[0-9]{1,2}) ?(?:h|g|giờ)");

/** Writes hours in digits: "tám giờ rưỡi" becomes "8 giờ rưỡi", "8-10h" becomes "8h 10h". */
export function writeHoursInDigits(text: string): string {
  return hourWords
    .reduce((read, { pattern, digits }) => read.replace(pattern, digits), text)
    .replace(startOfRange, "$<start>h $<end>h");
}

function findPart(text: string): Part | null {
  for (const pattern of partPatterns) {
    const word = pattern.exec(text)?.groups?.["part"];
    if (word !== undefined) return partsByWord[fold(word)] ?? null;
  }
  return null;
}

function findHour(text: string, part: Part | null): TimeOfDay | null {
  const { hour, minute, minutes } = hourPattern.exec(text)?.groups ?? {};
  if (hour === undefined) return null;
  const onClock = hourOnClock(Number(hour), part);
  if (onClock === null) return null;
  const past = fold(minute ?? "") === "ruoi" ? 30 : Number(minute ?? minutes ?? 0);
  const fromMinute = onClock * 60 + past;
  return { fromMinute, toMinute: fromMinute + 1, words: hourInWords(onClock, past) };
}

function hourOnClock(hour: number, part: Part | null): number | null {
  if (hour > 23) return null;
  switch (part) {
    case "morning":
      return hour;
    case "noon":
      return hour < 10 ? hour + 12 : hour;
    case "afternoon":
      return hour < 12 ? hour + 12 : hour;
    case "evening":
      return hour === 12 ? null : hour < 12 ? hour + 12 : hour;
    case null:
      return hour >= 1 && hour <= lastAfternoonHour ? hour + 12 : hour;
  }
}

function hourInWords(hour: number, minute: number): string {
  const halfDayHour = hour > 12 ? hour - 12 : hour;
  return [`${halfDayHour} giờ`, minute === 0 ? "" : String(minute), partInWords(hour)]
    .filter((word) => word !== "")
    .join(" ");
}

function partInWords(hour: number): string {
  if (hour < 12) return "sáng";
  if (hour === 12) return "trưa";
  return hour < 18 ? "chiều" : "tối";
}
