import { fold } from "../text/fold.ts";
import { replaceLookalikes } from "../text/lookalikes.ts";

/** A time is asked for in a short sentence: what follows these characters says nothing about it. */
const maxTextLength = 300;

/**
 * Normalizes typed words to the form in which the patterns below are matched: lower case, diacritics kept, single
 * blanks, one also at both ends; punctuation only inside numbers ("26/11", "8:30").
 */
export function normalizeForPatterns(typed: string): string {
  const words = replaceLookalikes(typed.slice(0, maxTextLength))
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}:/.-]+|(?<!\p{N})[:/.-]+|[:/.-]+(?!\p{N})/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return ` ${words} `;
}

/**
 * Compiles a pattern over whole words in which each word with diacritics also matches itself typed without any:
 * "tối" matches `tối` and `toi`, but not `tôi`.
 */
export function phrasePattern(pattern: string): RegExp {
  return new RegExp(`(?<= )(?:${tolerateMissingMarks(pattern)})(?= )`, "u");
}

/** Like `phrasePattern`, but it matches only the whole text. */
export function wholeTextPattern(pattern: string): RegExp {
  return new RegExp(`^ (?:${tolerateMissingMarks(pattern)}) $`, "u");
}

function tolerateMissingMarks(pattern: string): string {
  return pattern.replace(/\p{L}+/gu, (word) => {
    const plain = fold(word);
    return plain === word ? word : `(?:${word}|${plain})`;
  });
}
