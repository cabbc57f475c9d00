import type { JargonTerm } from "../schema.ts";

/** The limits of what an elderly reader can follow, in syllables of written Vietnamese. */
const readabilityLimits = {
  /** From one pause (a full stop, a semicolon, a colon) to the next. */
  maxWordsToPause: 25,
  /** In a whole text. */
  maxWordsInText: 65,
} as const;

/** The places where a reader pauses. */
const pause = /(?<=[.!?…;:])\s+|\n+/u;

/** Returns one reason for each way in which a Vietnamese text is hard to follow. */
export type FindReadabilityProblems = (text: string) => string[];

/** Reads the hard words once, and not for each of the guides' thousands of texts. */
export function buildReadability(jargon: readonly JargonTerm[]): FindReadabilityProblems {
  const terms = jargon.map((term) => ({
    ...term,
    sought: separate(term.word),
    explained: term.everyday.map(separate),
  }));
  return (text) => {
    const longest = text.normalize("NFC").split(pause).toSorted(compareLength).at(-1) ?? "";
    const [most, all] = [countWords(longest), countWords(text)];
    const { maxWordsToPause, maxWordsInText } = readabilityLimits;
    const syllables = separate(text);
    const says = (words: string) => syllables.includes(words);
    return [
      ...(most > maxWordsToPause
        ? [`${most} words without a pause, more than ${maxWordsToPause}: “${longest}”`]
        : []),
      ...(all > maxWordsInText ? [`${all} words, more than ${maxWordsInText}`] : []),
      ...terms
        .filter(({ sought, explained }) => says(sought) && !explained.some(says))
        .map(({ word, everyday }) => `“${word}” is used without “${everyday.join("” or “")}”`),
    ];
  };
}

function compareLength(one: string, other: string): number {
  return countWords(one) - countWords(other);
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Returns the syllables in lower case, a blank on each side, so that only whole ones are found in others. */
function separate(text: string): string {
  const syllables =
    text
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return ` ${syllables.join(" ")} `;
}
