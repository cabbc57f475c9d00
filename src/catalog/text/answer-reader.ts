import type { Word } from "./fold.ts";
import { buildSpellingCorrection, fixKeyboardTypo } from "./typos.ts";

/** Reads the words of an answer as they were meant, towards the words of the phrases that are expected. */
export type ReadAnswer = (
  typed: readonly Word[],
  expected: readonly (readonly Word[])[],
) => readonly Word[];

/** Words of three letters are corrected too: only a few are expected. */
const minExpectedLength = 3;

/**
 * Builds the reader of answers that fit no option as typed. Each word that is not expected is read without what the keyboard
 * left in it, as two words that were typed as one ("oto"), or with one slip of the finger corrected, if that gives an
 * expected word; otherwise as chat spelling, or as the one word of the catalogue that it can be.
 */
export function buildAnswerReader(
  known: ReadonlySet<string>,
  replaceChatSpelling: (words: readonly Word[]) => readonly Word[],
  correctSpelling: (folded: string) => string | null,
): ReadAnswer {
  return (typed, phrases) => {
    const expected = new Set(phrases.flat().map(({ folded }) => folded));
    const pairs = new Map(phrases.flatMap(pairsOf));
    const correct = buildSpellingCorrection(expected, minExpectedLength);
    const towardsExpected = (word: Word): readonly Word[] => {
      if (expected.has(word.folded)) return [word];
      const keyed = [word.folded, swapIAndY(word.folded)].map(fixKeyboardTypo);
      const meant = keyed.find((each) => expected.has(each));
      if (meant !== undefined) return [unmarked(meant)];
      const pair = pairs.get(word.folded) ?? pairs.get(fixKeyboardTypo(word.folded));
      if (pair !== undefined) return pair;
      const corrected = known.has(word.folded) ? null : correct(word.folded);
      return [corrected === null ? word : unmarked(corrected)];
    };
    const spelled = replaceChatSpelling(typed.flatMap(towardsExpected));
    return spelled.flatMap(towardsExpected).map((word) => {
      if (expected.has(word.folded) || known.has(word.folded)) return word;
      const fixed = fixKeyboardTypo(word.folded);
      const corrected = known.has(fixed) ? fixed : correctSpelling(fixed);
      return corrected === null || corrected === word.folded ? word : unmarked(corrected);
    });
  };
}

/** Two neighbours as they are typed without the blank: "ô tô" as "oto". */
function pairsOf(phrase: readonly Word[]): (readonly [string, readonly Word[]])[] {
  return phrase.slice(1).flatMap((second, at) => {
    const first = phrase[at];
    return first === undefined ? [] : [[first.folded + second.folded, [first, second]] as const];
  });
}

/** "Ki" and "ky" are one word in two spellings. */
function swapIAndY(folded: string): string {
  if (folded.endsWith("y")) return `${folded.slice(0, -1)}i`;
  return folded.endsWith("i") ? `${folded.slice(0, -1)}y` : folded;
}

/** A corrected word has no marks, and can be any word that folds to it. */
function unmarked(folded: string): Word {
  return { folded, exact: folded };
}
