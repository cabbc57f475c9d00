import { fold, splitWords, type Word } from "../../catalog/text/fold.ts";
import { isSamePhrase } from "../../catalog/text/phrase-matcher.ts";
import type { Option } from "../engine/flow.ts";

const numbered = /^(?:so|cau|chon|chon so|muc|phuong an|number|option|answer|choose)? ?(\d{1,2})$/;
const asks =
  /\b(bao nhieu|may ngay|o dau|can gi|giay to gi|the nao|lam sao|duoc khong|co can|bao lau|la gi|how|what|where|which|do i)\b/;

/** Sentences longer than this must name an option in more than one word. */
const maxShortSentenceWords = 4;

/** The shipped catalogue has about 3,000 wordings of options. */
const maxCachedPhrases = 10_000;
const wordsOfPhrases = new Map<string, readonly Word[]>();

const yes = spell([
  ...["có", "có rồi", "đã có", "có chứ", "rồi", "đã rồi", "đúng", "đúng rồi", "đúng vậy", "phải"],
  ...["vâng", "dạ vâng", "dạ", "ừ", "uh", "ừm", "ok", "oke", "đồng ý"],
  ...[
    "yes",
    "yes i do",
    "yes i have",
    "yes it is",
    "yeah",
    "yep",
    "sure",
    "i do",
    "i have",
    "right",
  ],
]);
const no = spell([
  ...["không", "không có", "không phải", "không cần", "dạ không", "ko", "k", "kg", "khg", "hông"],
  ...["chưa", "chưa có", "dạ chưa", "chưa bao giờ"],
  ...[
    "no",
    "no i don't",
    "nope",
    "not yet",
    "never",
    "i don't",
    "i do not",
    "no i haven't",
    "not really",
  ],
]);

/**
 * Finds the option that a typed answer means: by its number, by its own words, or by "có" and "không" if one option says the one
 * and one the other; otherwise by a phrase in the sentence. null if none or several fit.
 */
export function matchOption(options: readonly Option[], typed: string): Option | null {
  const exact = matchExactly(options, typed);
  return exact ?? (looksLikeQuestion(typed) ? null : byPhrase(options, fold(typed)));
}

/** Like `matchOption`, but nothing except the answer may have been typed. */
export function matchExactly(options: readonly Option[], typed: string): Option | null {
  return byNumber(options, fold(typed)) ?? byWords(options, splitWords(typed));
}

/** A question of the resident's own is no answer, even if it contains an option's word. */
function looksLikeQuestion(typed: string): boolean {
  return typed.includes("?") || asks.test(fold(typed));
}

/** Whether it is "2" or "số 2": an answer whatever was asked, even if no question waits any more. */
export function isNumbered(typed: string): boolean {
  return numbered.test(fold(typed));
}

function byNumber(options: readonly Option[], words: string): Option | null {
  const number = numbered.exec(words)?.[1];
  return number === undefined ? null : (options[Number(number) - 1] ?? null);
}

function byWords(options: readonly Option[], words: readonly Word[]): Option | null {
  const named = options.filter((option) =>
    wordingsOf(option).some((wording) => isSamePhrase(words, splitPhrase(wording))),
  );
  return only(named) ?? byPolarity(options, words);
}

function byPolarity(options: readonly Option[], words: readonly Word[]): Option | null {
  const bare = words.length > 1 && isCourtesy(words.at(-1)) ? words.slice(0, -1) : words;
  const wanted = isOneOf(yes, bare) ? "yes" : isOneOf(no, bare) ? "no" : null;
  return wanted === null ? null : only(options.filter((option) => polarity(option) === wanted));
}

function isCourtesy(word: Word | undefined): boolean {
  return ["a", "nhe", "nha", "thua"].includes(word?.folded ?? "");
}

function polarity(option: Option): "yes" | "no" | null {
  const label = fold(option.label);
  if (/^(khong|chua|no|not|never|none|nobody)\b/.test(label)) return "no";
  return /^(co|roi|da|dung|vang|yes)\b/.test(label) ? "yes" : null;
}

/** Finds the option whose longest phrase is in the sentence, or that contains the whole sentence. */
function byPhrase(options: readonly Option[], words: string): Option | null {
  const scored = options.map((option) => ({ option, score: phraseScore(option, words) }));
  const best = Math.max(...scored.map(({ score }) => score));
  if (best === 0) return null;
  return only(scored.filter(({ score }) => score === best).map(({ option }) => option));
}

function phraseScore(option: Option, words: string): number {
  // "không có" does not mean "có".
  if (polarity(option) === "yes" && /^(khong|chua|ko|no|not)\b/.test(words)) return 0;
  const count = words.split(" ").length;
  const phrases = [...wordingsOf(option), ...partsOf(option)]
    .map(fold)
    .filter((phrase) => phrase !== "");
  const scores = phrases.map((phrase) => {
    const length = phrase.split(" ").length;
    if (contains(words, phrase) && (length > 1 || count <= maxShortSentenceWords)) return length;
    // Part of a label is enough ("bệnh viện" for "Bệnh viện, trạm y tế"), but weighs less.
    return words.length > 2 && contains(phrase, words) ? count / 2 : 0;
  });
  return Math.max(0, ...scores);
}

function wordingsOf({ label, full, words }: Option): string[] {
  return [label, full ?? "", ...(words ?? [])];
}

/** "Bệnh viện, trạm y tế" names two things; each is enough, but a lone word is too little. */
function partsOf({ label, full }: Option): string[] {
  return (full ?? label).split(/[,;/]| hoặc | or /).filter((part) => part.trim().includes(" "));
}

/**
 * Splits a phrase of ours into words and remembers them: the same few thousand phrases are compared with every message, and
 * splitting them each time took a tenth of a turn. Not for what residents type.
 */
function splitPhrase(phrase: string): readonly Word[] {
  const known = wordsOfPhrases.get(phrase);
  if (known !== undefined) return known;
  const words = splitWords(phrase);
  if (wordsOfPhrases.size < maxCachedPhrases) wordsOfPhrases.set(phrase, words);
  return words;
}

function spell(phrases: readonly string[]): (readonly Word[])[] {
  return phrases.map(splitPhrase);
}

function isOneOf(phrases: readonly (readonly Word[])[], typed: readonly Word[]): boolean {
  return phrases.some((phrase) => isSamePhrase(typed, phrase));
}

function contains(sentence: string, phrase: string): boolean {
  return ` ${sentence} `.includes(` ${phrase} `);
}

function only<T>(found: readonly T[]): T | null {
  return found.length === 1 ? (found[0] ?? null) : null;
}
