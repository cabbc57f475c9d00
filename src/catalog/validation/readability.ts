import type { JargonTerm } from "../schema.ts";

/** What an elderly reader can follow, by the syllables of written Vietnamese. */
export const readabilityLimits = {
  /** From one pause (a full stop, a semicolon, a colon) to the next. */
  wordsToPause: 25,
  /** In all that is said at once about one thing. */
  wordsInText: 65,
} as const;

/** Where a reader draws breath. */
const pause = /(?<=[.!?…;:])\s+|\n+/u;

/** Why a Vietnamese text is hard to follow, one reason each; empty where it is not. */
export function findReadabilityProblems(text: string, hardWords: readonly JargonTerm[]): string[] {
  const longest = text.normalize("NFC").split(pause).toSorted(byLength).at(-1) ?? "";
  const [most, all] = [wordsIn(longest), wordsIn(text)];
  const { wordsToPause, wordsInText } = readabilityLimits;
  return [
    ...(most > wordsToPause
      ? [`${most} words without a pause, more than ${wordsToPause}: “${longest}”`]
      : []),
    ...(all > wordsInText ? [`${all} words, more than ${wordsInText}`] : []),
    ...hardWords
      .filter(({ word, everyday }) => holds(text, word) && !everyday.some((w) => holds(text, w)))
      .map(({ word, everyday }) => `“${word}” stands without “${everyday.join("” or “")}”`),
  ];
}

function byLength(one: string, other: string): number {
  return wordsIn(one) - wordsIn(other);
}

function wordsIn(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** As whole syllables, in any case. */
function holds(text: string, words: string): boolean {
  const spaced = (one: string) =>
    ` ${one
      .normalize("NFC")
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .join(" ")} `;
  return spaced(text).includes(` ${spaced(words).trim()} `);
}
