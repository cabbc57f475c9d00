import { fold } from "../text/fold.ts";
import { normalizeBounded } from "../text/normalize.ts";
import { minCodeTailLength } from "./dossier-code.ts";

/**
 * Dossier codes as people type them: with any dashes, blanks or none, full-width or keycap digits, an O for a 0, an l or I
 * for a 1, in the middle of a sentence.
 */

/** A code, or a part of one, written as the agency would write it. */
export interface TypedCode {
  readonly code: string;
  /** Whether it may be a whole code. The tail of one can be guessed: a running number of four digits names some dossier. */
  readonly isWhole: boolean;
}

/** Longer sentences are cut: a code stands near the beginning. */
const maxSentenceLength = 4_000;
/** Agency, day and number need no more words, however they are split. */
const maxWordsOfCode = 16;
/** The day and the day's number, the longest tail that people type. */
const maxTailDigits = 12;
/** The groups before the letter: `000.00.16.H26`. */
const leadingLengths = [3, 2, 2];
const maxAgencyGroups = 4;
/** With such a beginning it is a part of an official code. */
const agencyWithDigits = /^[a-z][0-9oil]{2}/;

const digitLike = /^[0-9oil]+$/;
const digit = /\d/;
const zeros = /^o{2,3}$/;
/** The word with the agency's letter, and what is glued to it. O, I and L are read as digits there. */
const agencyWord = /^([0-9oil]{0,7})([a-hj-km-np-z])([0-9oil]{0,24})$/;

/** Finds a whole code of the official form anywhere in a sentence. */
export function findWholeCode(sentence: string): string | null {
  if (!/\p{N}/u.test(sentence)) return null;
  const words = fold(sentence).split(" ");
  for (const [at, word] of words.entries()) {
    const code = agencyWord.test(word) ? readCodeAt(words, at) : null;
    if (code !== null) return code;
  }
  return null;
}

/** The tail of a code behind a word that says what it is. */
const tailInSentence =
  /(?:hồ sơ|ho so|biên nhận|bien nhan|\bhs|mã số|ma so|mã|\bma)(?:\s+(?:của|cua|tôi|toi|em|số|so|mã|ma|là|la|hồ sơ|ho so))*(?:\s*[:#])?\s*(?<code>(?:\d{6}[- ])?\d{4,6})(?![\p{L}\p{N}])/iu;

/** Finds a code, or the tail of one behind a word for it, in a sentence. Returns null if there is none. */
export function extractDossierCode(sentence: string): string | null {
  const text = normalizeBounded(sentence, maxSentenceLength);
  const tail = tailInSentence.exec(text)?.groups?.["code"];
  return findWholeCode(text) ?? tail?.replace(/\s+/g, " ") ?? null;
}

/** Reads the answer to a question for a code: a whole code, a code of another form, or a tail. null if there is none. */
export function readTypedCode(answer: string): TypedCode | null {
  const code = findWholeCode(answer) ?? findOtherForm(answer);
  if (code !== null) return { code, isWhole: true };
  const words = fold(answer).split(" ");
  const from = words.findIndex((word) => digit.test(word));
  const to = words.findLastIndex((word) => digit.test(word));
  const parts = words.slice(from, to + 1).map((word) => toDigits(word) ?? word);
  const tail = from < 0 ? "" : parts.join("-").toUpperCase();
  return countDigits(tail) < minCodeTailLength ? null : { code: tail, isWhole: false };
}

/**
 * Finds a code as other systems number dossiers, such as `TN-2025/0001`: one word with letters and digits. A long number
 * without a letter is whole too; a short one may be a tail.
 */
function findOtherForm(answer: string): string | null {
  for (const word of answer.slice(0, maxSentenceLength).normalize("NFKC").split(/\s+/)) {
    const parts = fold(word).split(" ");
    const [first = ""] = parts;
    const digits = countDigits(parts.join(""));
    const hasLetter = parts.some((part) => !digitLike.test(part)) && !agencyWithDigits.test(first);
    if (digits >= minCodeTailLength && (hasLetter || digits > maxTailDigits)) {
      return parts.join("-").toUpperCase();
    }
  }
  return null;
}

function countDigits(text: string): number {
  return text.replaceAll(/\D/g, "").length;
}

/** Reads the code whose agency's letter is in this word. */
function readCodeAt(words: readonly string[], at: number): string | null {
  const [, glued = "", letter = "", digits = ""] = agencyWord.exec(words[at] ?? "") ?? [];
  const rest = groupsFrom(words, at + 1);
  const after = readAfterLetter([toDigits(digits) ?? digits, ...rest].filter((one) => one !== ""));
  if (after === null) return null;
  const leading = glued === "" ? leadingGroups(words, at) : splitLeading(asDigits(glued));
  const agency = [...leading, `${letter}${after.agency[0]}`, ...after.agency.slice(1)].join(".");
  return `${agency}-${after.day}-${after.number}`.toUpperCase();
}

/** The digit groups that follow, up to the first other word. */
function groupsFrom(words: readonly string[], start: number): string[] {
  const groups: string[] = [];
  for (const word of words.slice(start, start + maxWordsOfCode)) {
    const group = toDigits(word);
    if (group === null) break;
    groups.push(group);
  }
  return groups;
}

interface CodeAfterLetter {
  /** The first has the two digits behind the letter. */
  readonly agency: readonly string[];
  readonly day: string;
  readonly number: string;
}

/**
 * Splits the digits behind the letter at a plausible day: one that is a group of its own, otherwise one of several groups,
 * otherwise by length.
 */
function readAfterLetter(groups: readonly string[]): CodeAfterLetter | null {
  return (
    splitAtDay(groups, { maxDayGroups: 1, isBetweenGroups: true }) ??
    splitAtDay(groups, { maxDayGroups: 3, isBetweenGroups: true }) ??
    splitAtDay(groups, { maxDayGroups: 3, isBetweenGroups: false })
  );
}

function splitAtDay(
  groups: readonly string[],
  { maxDayGroups, isBetweenGroups }: { maxDayGroups: number; isBetweenGroups: boolean },
): CodeAfterLetter | null {
  for (let start = 0; start <= maxAgencyGroups && start < groups.length; start += 1) {
    for (let end = start + 1; end <= Math.min(start + maxDayGroups, groups.length); end += 1) {
      const found = readDayAndNumber(groups.slice(start, end).join(""), groups.slice(end));
      if (found === null || (isBetweenGroups && found.before !== "")) continue;
      const agency = splitAgency([...groups.slice(0, start), found.before]);
      if (agency !== null) return { agency, day: found.day, number: found.number };
    }
  }
  return null;
}

/** `joined` ends with the day, or with day and number; `before` is what belongs to the agency. */
function readDayAndNumber(joined: string, following: readonly string[]) {
  const number = readNumber(following);
  if (number !== null && isDay(joined.slice(-6))) {
    return { before: joined.slice(0, -6), day: joined.slice(-6), number };
  }
  for (const length of [4, 5, 6]) {
    const day = joined.slice(-length - 6, -length);
    if (!isDay(day)) continue;
    return { before: joined.slice(0, -length - 6), day, number: joined.slice(-length) };
  }
  return null;
}

/** One group, or several that together have the usual four digits: "00 12". */
function readNumber(groups: readonly string[]): string | null {
  const [first = "", second = "", ...others] = groups;
  if (first === "" || first.length > 6) return null;
  const four = [first + second, first + second + others.slice(0, 2).join("")];
  return four.find((joined) => first.length < 4 && joined.length === 4) ?? first;
}

/** The two digits behind the letter, and up to four further groups of one to three digits. */
function splitAgency(groups: readonly string[]): string[] | null {
  const [first = "", ...others] = groups.filter((group) => group !== "");
  const glued = first.slice(2).match(/.{1,2}/g) ?? [];
  const further = [...(first.length === 3 ? [] : glued), ...others];
  const isPossible = first.length >= 2 && first.length !== 3 && further.length <= maxAgencyGroups;
  const isShort = further.every((group) => group.length <= 3);
  return isPossible && isShort ? [first.slice(0, 2), ...further] : null;
}

/** The groups before the letter's word, as far as they have the official lengths. */
function leadingGroups(words: readonly string[], at: number): string[] {
  const groups: string[] = [];
  for (const length of leadingLengths.toReversed()) {
    const group = toDigits(words[at - 1 - groups.length] ?? "");
    if (groups.length === 0 && group?.length === 7) return splitLeading(group);
    if (group?.length !== length) break;
    groups.unshift(group);
  }
  return groups;
}

function splitLeading(digits: string): string[] {
  const groups: string[] = [];
  let rest = digits;
  for (const length of leadingLengths.toReversed()) {
    if (rest === "") break;
    groups.unshift(rest.slice(-length));
    rest = rest.slice(0, -length);
  }
  return groups;
}

/** A day of receipt: year, month, day. */
function isDay(digits: string): boolean {
  const [, month, day] = /^\d{2}(\d{2})(\d{2})$/.exec(digits) ?? [];
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
}

/** Reads a word of digits and letters that look like some; null for any other word. "oo" may be typed for "00". */
function toDigits(word: string): string | null {
  const isNumber = digitLike.test(word) && (digit.test(word) || zeros.test(word));
  return isNumber ? asDigits(word) : null;
}

function asDigits(word: string): string {
  return word.replaceAll("o", "0").replaceAll(/[il]/g, "1");
}
