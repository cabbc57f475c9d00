import { splitWords, type Word } from "../../catalog/text/fold.ts";
import { matchesWord } from "../../catalog/text/phrase-matcher.ts";

/** The shipped catalogue has about 3,000 wordings of options. */
const maxCachedPhrases = 10_000;
const wordsOfPhrases = new Map<string, readonly Word[]>();

/**
 * Splits a phrase of ours into words and remembers them: the same few thousand phrases are compared with every message, and
 * splitting them each time took a tenth of a turn. Not for what residents type.
 */
export function splitPhrase(phrase: string): readonly Word[] {
  const known = wordsOfPhrases.get(phrase);
  if (known !== undefined) return known;
  const words = splitWords(phrase);
  if (wordsOfPhrases.size < maxCachedPhrases) wordsOfPhrases.set(phrase, words);
  return words;
}

/**
 * Whether the typed words are this phrase and nothing else, with or without diacritics. In several words a wrong mark is a slip;
 * a single word with other marks is another word: "đúng" is not "dừng".
 */
export function isSamePhrase(typed: readonly Word[], phrase: readonly Word[]): boolean {
  if (typed.length === 0 || typed.length !== phrase.length) return false;
  return typed.every((word, index) => {
    const meant = phrase[index];
    if (meant === undefined) return false;
    return typed.length === 1 ? matchesWord(word, meant) : word.folded === meant.folded;
  });
}
