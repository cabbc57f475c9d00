import {
  birthYearDigitCount,
  identityDigitCount,
  type ProofKind,
  phoneDigitCount,
} from "../../catalog/dossiers/proof.ts";
import { fold } from "../../catalog/text/fold.ts";
import { findPhoneNumbers } from "../../phone/phone-number.ts";
import { findPrivateNumber, isIdentityNumber, type PrivateNumber } from "./private-number.ts";

/** What a message says in answer to the question for a proof. */
type ReadProof =
  | { readonly type: "digits"; readonly digits: string }
  /** Digits, but not those that were asked for. */
  | { readonly type: "unclear" }
  /** Another number of the resident's. */
  | { readonly type: "other-number"; readonly number: PrivateNumber }
  /** Something else than an answer: "Tối nay phường 9 có làm không" has a digit too. */
  | { readonly type: "none" };

/** An attempt may have some words around the digits, "4 số cuối là 1234 nhé", and more around the right ones. */
const maxWords = 5;
const maxWordsAroundDigits = 12;
/** More numbers among words, such as a date, are about something else. */
const maxRunsOfProof = 2;

const spelledDigits: ReadonlyMap<string, string> = new Map([
  ...digitWords(["khong", "mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin"]),
  ...digitWords(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]),
  ["tu", "4"],
  ["lam", "5"],
  ["oh", "0"],
]);
/** "4 số cuối", "bốn chữ số", "last 6 digits": the count belongs to no number. */
const countedThings: ReadonlySet<string> = new Set(
  "so chu con digit digits number numbers".split(" "),
);
const earliestBirthYear = 1900;
const latestBirthYear = 2099;

/** Reads the digits of a proof in any spelling: "00-01", "không không không một", keycaps, a whole number. */
export function readProof(typed: string, kind: ProofKind): ReadProof {
  const { runs, wordCount } = readRuns(typed);
  if (runs.length === 0) return { type: "none" };
  const digits = runs.length <= maxRunsOfProof ? digitsFor[kind](runs) : null;
  const isShort = wordCount <= maxWords || digits !== null;
  if (!isShort || wordCount > maxWordsAroundDigits) return { type: "none" };
  if (digits !== null) return { type: "digits", digits };
  const number = findPrivateNumber(typed);
  return number === null ? { type: "unclear" } : { type: "other-number", number };
}

const digitsFor: Readonly<Record<ProofKind, (runs: readonly string[]) => string | null>> = {
  phone: (runs) => only(runs.map(phoneDigits)) ?? phoneDigits(runs.join("")),
  "phone-and-birth-year": phoneAndYearDigits,
  identity: (runs) => only(runs.map(identityDigits)) ?? identityDigits(runs.join("")),
};

function phoneDigits(run: string): string | null {
  if (run.length === phoneDigitCount) return run;
  return isIdentityNumber(run) ? null : (findPhoneNumbers(run)[0]?.lastFour ?? null);
}

function identityDigits(run: string): string | null {
  if (run.length === identityDigitCount) return run;
  return isIdentityNumber(run) ? run.slice(-identityDigitCount) : phoneDigits(run);
}

/** In either order, with a whole phone number or a whole birth date too. */
function phoneAndYearDigits(runs: readonly string[]): string | null {
  const joined = runs.join("");
  const splits = [
    [joined.slice(0, -birthYearDigitCount), joined.slice(-birthYearDigitCount)],
    [joined.slice(birthYearDigitCount), joined.slice(0, birthYearDigitCount)],
    [joined.slice(0, -8), joined.slice(-birthYearDigitCount)],
  ];
  for (const [phone = "", year = ""] of splits) {
    const digits = phoneDigits(phone);
    if (digits !== null && isBirthYear(year)) return digits + year;
  }
  return null;
}

function isBirthYear(year: string): boolean {
  return Number(year) >= earliestBirthYear && Number(year) <= latestBirthYear;
}

/** The digits and the other words of a message. */
interface ReadMessage {
  /** Digits without another word between them are one run, however they are grouped. */
  readonly runs: readonly string[];
  readonly wordCount: number;
}

interface Run {
  readonly digits: string;
  readonly isSpelled: boolean;
}

function readRuns(typed: string): ReadMessage {
  const words = fold(typed)
    .split(" ")
    .filter((word) => word !== "");
  const read = words.map((word, at) => (isCount(word, words[at + 1]) ? "count" : readWord(word)));
  const runs: Run[] = [];
  for (const [at, run] of read.entries()) {
    if (run === null || run === "count") continue;
    const before = read[at - 1];
    const continues = at > 0 && before !== "count" && before?.isSpelled === run.isSpelled;
    const digits = (continues ? (runs.pop()?.digits ?? "") : "") + run.digits;
    runs.push({ ...run, digits });
  }
  const isMeant = ({ digits, isSpelled }: Run) => !isSpelled || digits.length >= phoneDigitCount;
  const [meant, others] = [runs.filter(isMeant), runs.filter((run) => !isMeant(run))];
  const otherWords = read.filter((run) => run === null).length;
  return {
    runs: meant.map(({ digits }) => digits),
    wordCount: otherWords + others.reduce((sum, { digits }) => sum + digits.length, 0),
  };
}

function isCount(word: string, next = ""): boolean {
  return countedThings.has(next) && (spelledDigits.has(word) || /^\d{1,2}$/.test(word));
}

/** O, I and L are typed for digits among digits, and X for digits that nobody needs to know. */
function readWord(word: string): Run | null {
  const spelled = spelledDigits.get(word);
  if (spelled !== undefined) return { digits: spelled, isSpelled: true };
  const [shown = ""] = /(?<=^\d{0,6}x{1,9})\d+$/.exec(word) ?? [word];
  if (!/^(?:[oil]*\d[0-9oil]*|o{3,4})$/.test(shown)) return null;
  const digits = shown.replaceAll("o", "0").replaceAll(/[il]/g, "1");
  return { digits, isSpelled: false };
}

/** Several runs may say the same, as a number and then its end. */
function only(found: readonly (string | null)[]): string | null {
  const digits = new Set(found.filter((one) => one !== null));
  return digits.size === 1 ? ([...digits][0] ?? null) : null;
}

function digitWords(words: readonly string[]): [string, string][] {
  return words.map((word, digit) => [word, String(digit)]);
}
