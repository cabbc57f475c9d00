import { createHash, createHmac } from "node:crypto";
import { foldedWords } from "../../catalog/text/fold.ts";
import { findPhoneNumbers, parsePhoneNumber } from "../../phone/phone-number.ts";
import { deriveKeys } from "../../security/derive-key.ts";

/**
 * Names and phones are sealed at rest, so they are found by keyed hashes: of the beginnings of each word of a name, folded,
 * and of the last digits of each number. Without the key nobody can compute one; 64 bits collide once in centuries.
 */
export interface DossierSearchKeys {
  /** Names the key with which tokens are made at present. */
  readonly keyId: string;
  /** Returns the tokens of a dossier, in decimal. */
  tokensOf(person: { readonly applicant: string | null; readonly phone: string | null }): string[];
  /** Returns for each key the tokens that the name of a found dossier has; null if the text is too short or no name. */
  nameTokens(typed: string): string[][] | null;
  /** The same for the last three or more digits of a phone number, or all of them. */
  phoneTokens(typed: string): string[][] | null;
}

const maxWords = 12;
const maxTypedWords = 6;
/** No syllable of Vietnamese is longer than seven letters. */
const maxPrefix = 10;
const minPrefix = 2;
const phoneTails = [3, 4, 5, 6];
const longestTail = 6;
const maxPhones = 4;
const keyIdLength = 8;
const maxKnown = 20_000;

export function createDossierSearchKeys(secretKey: string): DossierSearchKeys {
  const keys = deriveKeys(secretKey, "dossier search");
  const [first = ""] = keys;
  // Few syllables make up most names.
  const known = new Map<string, string>();
  const currentToken = (text: string): string => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const token = hash(first, text);
    if (known.size < maxKnown) known.set(text, token);
    return token;
  };
  const forEachKey = (texts: readonly string[]) =>
    keys.map((key) => texts.map((text) => hash(key, text)));
  return {
    keyId: createHash("sha256").update(`key id ${first}`).digest("hex").slice(0, keyIdLength),
    tokensOf: ({ applicant, phone }) => {
      const texts = [...namePrefixes(applicant ?? ""), ...phoneEnds(phone ?? "")];
      return [...new Set(texts)].map(currentToken);
    },
    nameTokens: (typed) => {
      const words = foldedWords(typed);
      const letters = words.join("").length;
      if (words.length > maxTypedWords || letters < minPrefix || /\d/.test(typed)) return null;
      return forEachKey(words.map((word) => nameText(word.slice(0, maxPrefix))));
    },
    phoneTokens: (typed) => {
      const text = phoneTextOf(typed);
      return text === null ? null : forEachKey([text]);
    },
  };
}

function hash(key: string, text: string): string {
  return createHmac("sha256", key).update(text).digest().readBigInt64BE(0).toString();
}

function nameText(prefix: string): string {
  return `name ${prefix}`;
}

function namePrefixes(name: string): string[] {
  return foldedWords(name)
    .slice(0, maxWords)
    .flatMap((word) => {
      const longest = Math.min(word.length, maxPrefix);
      const lengths = [];
      for (let length = Math.min(minPrefix, longest); length <= longest; length += 1) {
        lengths.push(length);
      }
      return lengths.map((length) => nameText(word.slice(0, length)));
    });
}

function phoneEnds(phone: string): string[] {
  const numbers = findPhoneNumbers(phone).slice(0, maxPhones);
  return numbers.flatMap(({ international }) => [
    ...phoneTails.map((length) => `phone ${international.slice(-length)}`),
    `phone ${international}`,
  ]);
}

/** Digits with what people put between them. */
function phoneTextOf(typed: string): string | null {
  if (!/^[\d\s.+()-]+$/.test(typed)) return null;
  const whole = parsePhoneNumber(typed);
  if (whole !== null) return `phone ${whole.international}`;
  const digits = typed.replaceAll(/\D/g, "");
  if (digits.length < (phoneTails[0] ?? 0)) return null;
  return `phone ${digits.slice(-longestTail)}`;
}
