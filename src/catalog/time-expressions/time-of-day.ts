import { fold } from "../text/fold.ts";
import { spoken, spokenAlone } from "./patterns.ts";

/** In minutes after midnight. */
export interface TimeOfDay {
  readonly from: number;
  readonly to: number;
  /** As we say it back: "sáng", "8 giờ 30 sáng". */
  readonly words: string;
}

/** What residents mean by a part of the day, in minutes after midnight. */
export const partsOfDay = {
  morning: { from: 6 * 60, to: 12 * 60, words: "sáng" },
  noon: { from: 11 * 60, to: 13 * 60, words: "trưa" },
  afternoon: { from: 12 * 60, to: 18 * 60, words: "chiều" },
  evening: { from: 18 * 60, to: 22 * 60, words: "tối" },
} as const satisfies Record<string, TimeOfDay>;

/** An hour said without its part of the day, from one to this, is in the afternoon: no office opens at night. */
const lastAfternoonHour = 5;

/** The time of day that was said, if any: an hour is a moment, one minute long. */
export function findTimeOfDay(text: string): TimeOfDay | null {
  const part = findPart(text);
  return findHour(text, part) ?? (part && partsOfDay[part]);
}

type Part = keyof typeof partsOfDay;

const spokenParts: Readonly<Record<string, Part>> = {
  sang: "morning",
  trua: "noon",
  chieu: "afternoon",
  toi: "evening",
  dem: "evening",
};

const part = "(?<part>sáng|trưa|chiều|tối|đêm)";
/** "4g" alone is a network. */
const hourMark = "(?: ?h| giờ| ?g(?=[0-5]| sáng| trưa| chiều| tối))";
const clock = `[0-9]{1,2}(?:${hourMark} ?(?:[0-5][0-9]|rưỡi)?|:[0-5][0-9])`;
const date = "[0-9]{1,2}[/-][0-9/-]+";
const dayAhead = `(?:ngày |hôm )?(?:nay|này|mai|mốt|kia|thứ|t[2-7]|chủ|chúa|cn|cuối|${date}|[0-9]{1,2} tháng)|ngày [0-9]`;
const dayBehind = `(?:mai|mốt|kia|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|t[2-7]|nhật|cn|tuần|sau|${date})`;

/** Where a part of the day may stand; alone, "sáng" and "tối" begin too many other words. */
const partPatterns = [
  spoken(`${clock} ${part}`),
  spoken(`buổi ${part}`),
  spoken(`${part}(?= (?:${dayAhead}))`),
  spoken(`${part}(?= (?:lúc |tầm |khoảng )?${clock})`),
  spokenAlone(`(?:vào |đi |để )?${part}`),
  spokenAlone(`.*${dayBehind} ${part}`),
];

const hourPattern = spoken(
  "(?<!(?:trong|mất|hơn|cách) )(?<hour>[0-9]{1,2})" +
    `(?:${hourMark} ?(?<minute>[0-5][0-9]|rưỡi)?|:(?<minutes>[0-5][0-9]))(?! nữa)`,
);

/** The longest first: "mười một" ends with "một". */
const hourWords = [
  ...["mười hai", "mười một", "mười", "chín", "tám", "bảy"],
  ...["sáu", "năm", "bốn", "ba", "hai", "một"],
].map((word, index) => ({
  // Typed without diacritics, "bảy giờ" is "bây giờ".
  pattern: word === "bảy" ? /(?<= )bảy giờ(?= )/u : spoken(`(?<!thứ )${word} giờ`),
  digits: `${12 - index} giờ`,
}));
const startOfRange = spoken("(?<start>[0-9]{1,2})-(?<end>[0-9]{1,2}) ?(?:h|g|giờ)");

/** Hours as digits: "tám giờ rưỡi" gives "8 giờ rưỡi", "8-10h" gives "8h 10h". */
export function withHoursInDigits(text: string): string {
  return hourWords
    .reduce((read, { pattern, digits }) => read.replace(pattern, digits), text)
    .replace(startOfRange, "$<start>h $<end>h");
}

function findPart(text: string): Part | null {
  for (const pattern of partPatterns) {
    const word = pattern.exec(text)?.groups?.["part"];
    if (word !== undefined) return spokenParts[fold(word)] ?? null;
  }
  return null;
}

function findHour(text: string, part: Part | null): TimeOfDay | null {
  const { hour, minute, minutes } = hourPattern.exec(text)?.groups ?? {};
  if (hour === undefined) return null;
  const onClock = hourOnClock(Number(hour), part);
  if (onClock === null) return null;
  const past = fold(minute ?? "") === "ruoi" ? 30 : Number(minute ?? minutes ?? 0);
  const from = onClock * 60 + past;
  return { from, to: from + 1, words: hourInWords(onClock, past) };
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
  const spokenHour = hour > 12 ? hour - 12 : hour;
  return [`${spokenHour} giờ`, minute === 0 ? "" : String(minute), partInWords(hour)]
    .filter((word) => word !== "")
    .join(" ");
}

function partInWords(hour: number): string {
  if (hour < 12) return "sáng";
  if (hour === 12) return "trưa";
  return hour < 18 ? "chiều" : "tối";
}
