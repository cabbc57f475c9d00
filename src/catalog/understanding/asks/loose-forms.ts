import { splitWords, type Word } from "../../text/fold.ts";
import type { ReadWords } from "../../text/normalizer.ts";
import { normalizeIAndY } from "../../text/phrase-matcher.ts";
import type { PhraseList } from "../../vocabulary-schema.ts";

/** "…" in a phrase stands for at most so many words. */
const gap = "(?:[^ ]+ ){0,8}?";

/**
 * Writes words as one text with a blank behind each, for the patterns of this file. A word typed without marks, which may
 * be any word that folds to it, has a "~" before it.
 */
export function toTokens(words: readonly Word[]): string {
  return words
    .map(({ exact, folded, isUnmarked }) =>
      exact !== folded || isUnmarked === true ? `${exact} ` : `~${folded} `,
    )
    .join("");
}

/**
 * Compiles phrases, in which "…" stands for some words, to one pattern over such a text. The longest phrase that begins at
 * a word is the one that is found.
 */
export function compileLooseForms({ phrases }: PhraseList, readPhrase: ReadWords): RegExp {
  const forms = phrases
    .toSorted((a, b) => b.length - a.length)
    .map((phrase) =>
      phrase
        .split("…")
        .map((part) => sourceOf(readPhrase(part)))
        .join(gap),
    );
  return new RegExp(`(?<=^| )(?:${forms.join("|")})`);
}

/** The pattern of these words, for patterns that are written by hand. */
export function tokens(text: string): string {
  return sourceOf(normalizeIAndY(splitWords(text)));
}

function sourceOf(words: readonly Word[]): string {
  return words
    .map(({ exact, folded }) => (exact === folded ? `~?${folded} ` : `(?:${exact}|~${folded}) `))
    .join("");
}
