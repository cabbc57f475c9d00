import type { Word } from "../../catalog/text/fold.ts";
import { matchesWord } from "../../catalog/text/phrase-matcher.ts";

/**
 * Whether what was typed is this phrase and nothing else, with or without diacritics. In several words a wrong mark is
 * a slip; one word with other marks is another word: "đúng" is not "dừng".
 */
export function isSamePhrase(typed: readonly Word[], phrase: readonly Word[]): boolean {
  if (typed.length === 0 || typed.length !== phrase.length) return false;
  return typed.every((word, at) => {
    const meant = phrase[at];
    if (meant === undefined) return false;
    return typed.length === 1 ? matchesWord(word, meant) : word.folded === meant.folded;
  });
}
