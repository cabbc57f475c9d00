import {
  type PhoneNumber as ParsedNumber,
  parsePhoneNumberFromString,
} from "libphonenumber-js/max";

export interface PhoneNumber {
  /** Digits with the country code and no plus, as gateways take them: 84912345678. */
  readonly international: string;
  /** As people dial and read it: 0912 345 678. A foreign number keeps its plus and country code. */
  readonly national: string;
  readonly isMobile: boolean;
  readonly isVietnamese: boolean;
  /** The last four digits, by which an owner proves that a dossier is theirs. An extension does not count. */
  readonly lastFour: string;
}

/** No number is longer, however it is grouped; longer text is not read at all. */
const maxTypedLength = 40;
/** Enough for three numbers with what clerks write around them; what follows is not read. */
const maxCellLength = 160;
/** The international limit, with the country code and the digits that dial abroad. */
const maxDigits = 18;

/**
 * Reads a phone number as people type it, Vietnamese unless it names another country: "0912 345 678", "+84 912…",
 * "0084912…", "0168 123 4567" of before 2018, or as a spreadsheet leaves it: "912345678", "912345678.0",
 * "9.12345678E+08". Null for what no network could assign, for a number made of one digit, which stands for none
 * ("0000000000"), and for service lines such as 113 and 1022, which are not telephone numbers of anybody.
 */
export function parsePhoneNumber(typed: string): PhoneNumber | null {
  if (typed.length > maxTypedLength) return null;
  return readNumber(undoSpreadsheet(plainCharacters(typed)));
}

/**
 * Finds every number in what an agency wrote into one cell, in its order: "0912345678 - 0987654321", "028 3855 1234
 * (12), gặp chị Lan". Extensions, words and digits that make up no number are left out.
 */
export function findPhoneNumbers(text: string): readonly PhoneNumber[] {
  const whole = parsePhoneNumber(text);
  if (whole !== null) return [whole];
  const cell = undoSpreadsheet(plainCharacters(text.slice(0, maxCellLength)));
  const found = new Map<string, PhoneNumber>();
  for (const [run] of cell.matchAll(numberLike)) {
    for (const number of splitRun(run)) found.set(number.international, number);
  }
  return [...found.values()];
}

/** Returns the first Vietnamese mobile number as gateways and templates take it, 84912345678; null if there is none. */
export function toVietnameseMobile(typed: string): string | null {
  const mobile = findPhoneNumbers(typed).find((phone) => phone.isMobile && phone.isVietnamese);
  return mobile?.international ?? null;
}

/** Groups the digits of a number for reading; any other text, such as "1022" or two numbers, stays as it is. */
export function formatPhoneNumber(text: string): string {
  return parsePhoneNumber(text)?.national ?? text;
}

/** Digits and what people put between them. A letter, a slash or a comma ends it. */
const numberLike = /\+?[\d(][\d\s().\p{Pd}]*/gu;

/** Takes from a run of digit groups the longest number at each place: its groups may be split anywhere. */
function* splitRun(run: string): Generator<PhoneNumber> {
  const groups = run.match(/\+?\d+/g) ?? [];
  let at = 0;
  while (at < groups.length) {
    const longest = findLongest(groups.slice(at));
    if (longest !== null) yield longest.number;
    at += longest?.groupCount ?? 1;
  }
}

function findLongest(groups: readonly string[]) {
  let longest: { readonly number: PhoneNumber; readonly groupCount: number } | null = null;
  let digits = "";
  for (const [index, group] of groups.entries()) {
    if (index > 0 && group.startsWith("+")) break;
    digits += group;
    if (digits.length > maxDigits) break;
    const number = readNumber(digits);
    if (number !== null) longest = { number, groupCount: index + 1 };
  }
  return longest;
}

/**
 * Replaces full-width digits and the letter O before digits, and removes marks that nobody sees. A semicolon or a plus between
 * numbers becomes a comma: the library takes what is behind them for parameters of the first.
 */
function plainCharacters(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll(/\p{Cf}/gu, "")
    .replaceAll(/(?<![\p{L}\d])o(?=[ .-]?\d)/giu, "0")
    .replaceAll(/;(?=\s?[+\d(])/g, ", ")
    .replaceAll(/(?<=\d)\s?\+\s?(?=0)/g, ", ")
    .replaceAll(/(?<=\d)\+(?=[1-9])/g, ", +");
}

/** Undoes what a spreadsheet does to a number that it takes for a quantity. It keeps a text whose digits are lost. */
function undoSpreadsheet(text: string): string {
  const scientific = /^\s*(\d)[.,](\d{1,14})e\+?(\d{1,2})\s*$/i.exec(text);
  if (scientific !== null) {
    const [, first = "", rest = "", exponent] = scientific;
    return rest.length === Number(exponent) ? first + rest : text;
  }
  return text.replaceAll(/(?<=\d{7})[.,]0{1,2}(?!\d)/g, "");
}

function readNumber(text: string): PhoneNumber | null {
  const parsed = parseValid(text) ?? parseValid(withPresentPrefix(text));
  if (parsed === null || /^(\d)\1*$/.test(parsed.nationalNumber)) return null;
  const isVietnamese = parsed.country === "VN";
  return {
    international: parsed.number.slice(1),
    national: isVietnamese ? parsed.formatNational() : parsed.formatInternational(),
    isMobile: parsed.getType() === "MOBILE",
    isVietnamese,
    lastFour: parsed.nationalNumber.slice(-4),
  };
}

function parseValid(text: string): ParsedNumber | null {
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: "VN", extract: false });
  return parsed?.isValid() === true ? parsed : null;
}

/** The prefixes of 11-digit mobile numbers until 2018, and those that replaced them (Ministry of Information, 2018). */
const presentPrefixes: Readonly<Record<string, string>> = {
  ...{ 162: "32", 163: "33", 164: "34", 165: "35", 166: "36", 167: "37", 168: "38", 169: "39" },
  ...{ 120: "70", 121: "79", 122: "77", 126: "76", 128: "78" },
  ...{ 123: "83", 124: "84", 125: "85", 127: "81", 129: "82" },
  ...{ 186: "56", 188: "58", 199: "59" },
};

/** Writes an 11-digit mobile number of before 2018 as it is dialled since then; "" for any other text. */
function withPresentPrefix(text: string): string {
  const digits = text.replaceAll(/[\s().-]/g, "");
  const [, former = "", rest = ""] = /^(?:\+?84|0)?(1\d\d)(\d{7})$/.exec(digits) ?? [];
  const present = presentPrefixes[former];
  return present === undefined ? "" : `0${present}${rest}`;
}
