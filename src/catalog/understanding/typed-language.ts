import { foldedWords, hasDiacritics } from "../text/fold.ts";
import type { EnglishWords } from "../vocabulary-schema.ts";

/** Returns whether the sentence was typed in English. */
export type IsTypedInEnglish = (sentence: string) => boolean;

/** A sentence is known by its first words. */
const maxLength = 400;
/** At least so many words are English beyond doubt, and this share of all. */
const minEnglishWords = 2;
const minEnglishShare = 0.4;
/** So few words are English if one of them is, and none is anything else: "lost passport", "marriage". */
const maxBriefWords = 3;

/**
 * Builds the recognition of English. It is careful: Vietnamese without marks shares many short words with English, and a
 * resident who is answered in a foreign language is lost. A wrong "no" costs the word "English".
 */
export function buildTypedLanguage({ english, beside, shared }: EnglishWords): IsTypedInEnglish {
  const certain = new Set(english.phrases);
  const possible = new Set([...beside.phrases, ...shared.phrases]);
  return (sentence) => {
    const start = sentence.slice(0, maxLength);
    if (hasDiacritics(start)) return false;
    // "Don't" and "I'm" are one word each.
    const words = foldedWords(start.replaceAll(/['’]/g, ""));
    const englishWords = words.filter((word) => certain.has(word)).length;
    if (englishWords === 0) return false;
    const isBrief = words.length <= maxBriefWords;
    if (isBrief) return words.every((word) => certain.has(word) || possible.has(word));
    return englishWords >= minEnglishWords && englishWords >= words.length * minEnglishShare;
  };
}
