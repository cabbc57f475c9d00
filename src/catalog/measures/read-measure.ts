import { daysBetween, toLocalDay } from "../local-time.ts";
import { removeDiacritics } from "../text/fold.ts";
import { normalizeForPatterns } from "../time-expressions/patterns.ts";
import type { Interval, Measure } from "./measure.ts";
import { numberPattern, readNumber } from "./number-words.ts";
import { findPastDate, findPastSpan, findRelativeDay } from "./past-day.ts";

const daysPerMonth = 30;
const daysPerYear = 365;
const monthsPerYear = 12;
/** "Hơn 70 tuổi" is some age of the seventies, "gần 75" one shortly before. */
const moreYears = 9;
const lessYears = 3;
const oldest = 120;
const million = 1_000_000;
const units: Readonly<Record<string, number>> = {
  ty: 1_000 * million,
  ti: 1_000 * million,
  trieu: million,
  tr: million,
  cu: million,
  nghin: 1_000,
  ngan: 1_000,
  k: 1_000,
};

const number = `(?<number>${numberPattern})`;
const more = "(?<more>hon|tren|qua|ngoai|da qua)";
const less = "(?<less>gan|chua toi|chua den|chua du|chua day|chua(?= )|duoi|khong qua|it hon)";
const approximately = `(?:${less} )?(?:${more} )?(?:(?:khoang|tam(?= \\d)|chung|du|tron|moi|duoc|dang|da) )?`;
const pattern = (form: string) => new RegExp(`(?<= )${form}(?= )`, "u");

const ageInYears = pattern(`${approximately}${number} ?(?:tuoi|t|years? old|yo)`);
/** "Năm nay 77": nothing that is counted follows. */
const ageThisYear =
  / nam nay (?:da |cung |duoc |vua |moi )?(?<number>\d{1,3}) (?=$|(?:roi|ma|chua|khong) )/u;
/** "Ngoài 80 tuổi" is `more`; "80 mấy tuổi". */
const ageInTens = pattern(`${number} (?:may|ngoai) tuoi`);
const ageInMonths = pattern(`${number} (?:thang|tuan|ngay|months?)(?: tuoi| old)?`);
const newborn = pattern("(?:moi (?:sinh|de|sanh)|so sinh|con do|newborn)");
const birthYear = pattern(
  "(?:sinh|de|sanh|born)(?: vao)?(?: in)?(?: nam)? ?(?<year>(?:19|20)\\d\\d)",
);
const shortBirthYear = pattern("(?:sn|sinh nam) ?(?<year>(?:19|20)?\\d\\d)");
const spanOfTime = pattern(
  `${approximately}(?<number>nua|${numberPattern}) ?(?<unit>ngay|tuan|thang|nam|days?|weeks?|months?|years?)(?<half> ruoi)?`,
);
const money = pattern(
  `${approximately}${number} ?(?<unit>ty|ti|trieu|tr|cu|nghin|ngan|k)(?: ?(?<rest>ruoi|\\d{1,3}(?!\\d)))?`,
);
const grade = pattern(`(?:lop|grade) ?${number}`);
const perMonth = pattern("(?:(?:moi|mot|1|hang|hang|tung) thang|thang nao|per month|a month)");

/** Reads what a sentence says of a measure, as of `now`; null if it says nothing of it. */
export function readMeasure(typed: string, measure: Measure, now: Date): Interval | null {
  const text = toPatternText(typed);
  const read = readers[measure];
  return read(text, now);
}

/** A bare number that answers a question for this measure: "14", "bảy mươi tám". null if more was typed. */
export function readBareMeasure(typed: string): Interval | null {
  const text = toPatternText(typed).trim();
  const bare = new RegExp(`^${numberPattern}$`, "u").test(text) ? readNumber(text) : null;
  return bare === null ? null : { from: bare, to: bare };
}

/** "Chưa quá 60 ngày" holds a word for more, and says less. */
function isMore({ more: says, less: denies }: Record<string, string | undefined>): boolean {
  return says !== undefined && denies === undefined;
}

type Reader = (text: string, now: Date) => Interval | null;

const readers: Readonly<Record<Measure, Reader>> = {
  age: readAge,
  days_since: readDaysSince,
  months_paid: readMonths,
  vnd_per_year: readMoneyPerYear,
  grade: (text) => {
    const found = readNumber(grade.exec(text)?.groups?.["number"] ?? "?");
    return found === null || Number.isNaN(found) ? null : { from: found, to: found };
  },
};

function readAge(text: string, now: Date): Interval | null {
  const inTens = readNumber(ageInTens.exec(text)?.groups?.["number"] ?? "");
  if (inTens !== null && inTens > 0) return { from: inTens, to: inTens + moreYears };
  const thisYear = ageThisYear.exec(text)?.groups?.["number"];
  if (thisYear !== undefined) return { from: Number(thisYear), to: Number(thisYear) };
  const years = ageInYears.exec(text)?.groups;
  if (years !== undefined) {
    const age = readNumber(years["number"] ?? "");
    if (age === null || age > oldest) return null;
    if (isMore(years)) return { from: age, to: age + moreYears };
    if (years["less"] !== undefined) return { from: Math.max(0, age - lessYears), to: age - 1 };
    return { from: Math.floor(age), to: Math.floor(age) };
  }
  const today = toLocalDay(now);
  const born = /(?: sinh | de | sanh | born | sn )/.test(text) ? findPastDate(text, today) : null;
  if (born !== null) return ageOn(today, born);
  const typedYear =
    birthYear.exec(text)?.groups?.["year"] ?? shortBirthYear.exec(text)?.groups?.["year"];
  if (typedYear !== undefined) {
    const age = Number(today.slice(0, 4)) - fullYear(typedYear, today);
    return age < 0 || age > oldest ? null : { from: Math.max(0, age - 1), to: age };
  }
  if (newborn.test(text)) return { from: 0, to: 0 };
  const young = ageInMonths.exec(text);
  if (young === null) return null;
  const days = daysOf(
    young.groups?.["number"] ?? "",
    young[0].includes("thang") ? "thang" : "ngay",
  );
  return days === null
    ? null
    : { from: Math.floor(days / daysPerYear), to: Math.floor(days / daysPerYear) };
}

function ageOn(today: string, born: string): Interval {
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
  const age = today.slice(5) < born.slice(5) ? years - 1 : years;
  return { from: age, to: age };
}

/** A year of two digits is the latest that is not ahead. */
function fullYear(typed: string, today: string): number {
  if (typed.length === 4) return Number(typed);
  const century = Math.floor(Number(today.slice(0, 4)) / 100) * 100;
  const year = century + Number(typed);
  return year > Number(today.slice(0, 4)) ? year - 100 : year;
}

function readDaysSince(text: string, now: Date): Interval | null {
  const today = toLocalDay(now);
  const found = spanOfTime.exec(text)?.groups;
  // "2 tháng rồi" is a span, "tháng rồi" a day.
  const isLoose = found === undefined && findPastSpan(text, today) === null;
  const day = findPastDate(text, today) ?? (isLoose ? findRelativeDay(text, today) : null);
  if (day !== null) {
    const days = daysBetween(day, today);
    return { from: days, to: days };
  }
  if (found === undefined) {
    const span = findPastSpan(text, today);
    if (span === null) return null;
    return { from: daysBetween(span.to, today), to: daysBetween(span.from, today) };
  }
  const days = daysOf(found["number"] ?? "", found["unit"] ?? "", found["half"] !== undefined);
  if (days === null) return null;
  if (isMore(found)) return { from: days + 1, to: Number.MAX_SAFE_INTEGER };
  if (found["less"] !== undefined) return { from: 0, to: days };
  return { from: days, to: days };
}

function readMonths(text: string): Interval | null {
  const found = spanOfTime.exec(text)?.groups;
  if (found === undefined) return null;
  const whole = readCount(found["number"] ?? "");
  const count = whole !== null && found["half"] !== undefined ? whole + 0.5 : whole;
  const perUnit = /^(?:nam|year)/.test(found["unit"] ?? "")
    ? monthsPerYear
    : /^(?:thang|month)/.test(found["unit"] ?? "")
      ? 1
      : null;
  if (count === null || perUnit === null) return null;
  const months = count * perUnit;
  if (isMore(found)) return { from: months, to: Number.MAX_SAFE_INTEGER };
  return {
    from: found["less"] === undefined ? months : 0,
    to: found["less"] === undefined ? months : months - 1,
  };
}

function readMoneyPerYear(text: string): Interval | null {
  const found = money.exec(text)?.groups;
  if (found === undefined) return null;
  const unit = units[found["unit"] ?? ""] ?? 1;
  const count = readNumber(found["number"] ?? "");
  if (count === null) return null;
  const rest = found["rest"];
  // "1 tỷ 2" is 1.2 billion, "1 tỷ 250" 1.25.
  const part = rest === undefined ? 0 : rest === "ruoi" ? 0.5 : Number(`0.${rest}`);
  const vnd = Math.round((count + part) * unit) * (perMonth.test(text) ? monthsPerYear : 1);
  if (isMore(found)) return { from: vnd + 1, to: Number.MAX_SAFE_INTEGER };
  if (found["less"] !== undefined) return { from: 0, to: vnd };
  return { from: vnd, to: vnd };
}

function daysOf(typed: string, unit: string, isHalfMore = false): number | null {
  const whole = readCount(typed);
  if (whole === null) return null;
  const count = isHalfMore ? whole + 0.5 : whole;
  if (/^(?:ngay|day)/.test(unit)) return Math.round(count);
  if (/^(?:tuan|week)/.test(unit)) return Math.round(count * 7);
  return Math.round(count * (/^(?:thang|month)/.test(unit) ? daysPerMonth : daysPerYear));
}

/** "Nửa tháng" counts too. */
function readCount(typed: string): number | null {
  return typed === "nua" ? 0.5 : readNumber(typed);
}

/** Without marks, decimal commas as points, single blanks, one also at both ends. */
function toPatternText(typed: string): string {
  return removeDiacritics(normalizeForPatterns(typed.replace(/(?<=\d),(?=\d)/g, ".")));
}
