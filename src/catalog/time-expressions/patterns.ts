import { fold } from "../text/fold.ts";

/** A time is asked for in a short sentence; what follows this many characters tells no more of it. */
const maxSpokenLength = 300;

/**
 * Typed words as the patterns of `spoken` read them: lower case, diacritics kept, single blanks, one also at both
 * ends; punctuation only inside numbers ("26/11", "8:30").
 */
export function normalizeForPatterns(typed: string): string {
  const words = typed
    .slice(0, maxSpokenLength)
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}:/.-]+|(?<!\p{N})[:/.-]+|[:/.-]+(?!\p{N})/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return ` ${words} `;
}

/**
 * A pattern over whole words in which each word with diacritics also stands for itself typed with none:
 * "tối" matches `tối` and `toi`, but not `tôi`.
 */
export function spoken(pattern: string): RegExp {
  return new RegExp(`(?<= )(?:${tolerant(pattern)})(?= )`, "u");
}

/** Like `spoken`, for what was typed and nothing else. */
export function spokenAlone(pattern: string): RegExp {
  return new RegExp(`^ (?:${tolerant(pattern)}) $`, "u");
}

function tolerant(pattern: string): string {
  return pattern.replace(/\p{L}+/gu, (word) => {
    const plain = fold(word);
    return plain === word ? word : `(?:${word}|${plain})`;
  });
}
