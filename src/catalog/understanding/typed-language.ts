import { foldedWords, hasDiacritics } from "../text/fold.ts";
import type { EnglishWords } from "../vocabulary-schema.ts";

/** Returns whether the sentence was typed in English. */
export type IsTypedInEnglish = (sentence: string) => boolean;

/** A sentence is known by its first words. */
const maxLength = 400;
/** At least so many words are English beyond doubt, and this share of all. */
const minEnglishWords = 2;
const minEnglishShare = 0.4;
/** Of so few words one is enough, if all may be English: "I lost my passport". */
const maxBriefWords = 6;

/**
 * Builds the recognition of English. It is careful: Vietnamese without marks shares many short words with English, and a
 * resident who is answered in a foreign language is lost. A wrong "no" costs the word "English".
 */
export function buildTypedLanguage({ english, beside, shared }: EnglishWords): IsTypedInEnglish {
  const certain = new Set(english.phrases);
  const possible = new Set([...beside.phrases, ...shared.phrases]);
  const isEnglish = (word: string) => certain.has(word) || possible.has(word);
  return (sentence) => {
    const start = sentence.slice(0, maxLength);
    if (hasDiacritics(start)) return false;
    // "Don't" and "I'm" are one word each.
    const words = foldedWords(start.replaceAll(/['’]/g, ""));
    const englishWords = words.filter((word) => certain.has(word)).length;
    if (englishWords === 0) return false;
    if (words.length <= maxBriefWords && words.every(isEnglish)) return true;
    return englishWords >= minEnglishWords && englishWords >= words.length * minEnglishShare;
  };
}
