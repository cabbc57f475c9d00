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
export function findReadabilityProblems(text: string, jargon: readonly JargonTerm[]): string[] {
  const longest = text.normalize("NFC").split(pause).toSorted(compareLength).at(-1) ?? "";
  const [most, all] = [countWords(longest), countWords(text)];
  const { maxWordsToPause, maxWordsInText } = readabilityLimits;
  return [
    ...(most > maxWordsToPause
      ? [`${most} words without a pause, more than ${maxWordsToPause}: “${longest}”`]
      : []),
    ...(all > maxWordsInText ? [`${all} words, more than ${maxWordsInText}`] : []),
    ...jargon
      .filter(
        ({ word, everyday }) => contains(text, word) && !everyday.some((w) => contains(text, w)),
      )
      .map(({ word, everyday }) => `“${word}” is used without “${everyday.join("” or “")}”`),
  ];
}

function compareLength(one: string, other: string): number {
  return countWords(one) - countWords(other);
}

function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Compares whole syllables, ignoring case. */
function contains(text: string, words: string): boolean {
  const separate = (syllables: string) =>
    ` ${syllables
      .normalize("NFC")
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .join(" ")} `;
  return separate(text).includes(` ${separate(words).trim()} `);
}
