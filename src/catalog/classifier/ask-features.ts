import type { Word } from "../text/fold.ts";
import { bucketsOf, hashText } from "./features.ts";

/** The question is mostly among so many last words, and a plea or a greeting among so many first ones. */
const lastWords = 5;
const firstWords = 3;
/** A cue counts so many times beside some two hundred n-grams. */
const cueCopies = 3;

const seed = 0x3c6ef372;

/**
 * Returns the buckets of what a sentence asks, each once: those of its words, where in the sentence they stand, three words
 * in a row, and the cues that the rules found ("first question word: fee").
 */
export function askBucketsOf(
  words: readonly Word[],
  cues: readonly string[],
  bucketCount: number,
): number[] {
  const buckets = new Set(bucketsOf(words, bucketCount));
  const add = (text: string) => buckets.add((hashText(text, seed) >>> 0) % bucketCount);
  const said = words.map(({ folded }) => folded);
  for (const [at, word] of said.entries()) {
    const next = said[at + 1];
    const third = said[at + 2];
    const left = said.length - at;
    if (at < firstWords) add(`first ${at} ${word}`);
    if (third !== undefined) {
      add(`three ${word} ${next} ${third}`);
      add(`apart ${word} ${third}`);
    }
    if (left > lastWords) continue;
    add(`end ${word}`);
    add(`end ${left} ${word}`);
    if (next !== undefined) add(`end ${word} ${next}`);
    if (third !== undefined) add(`end ${word} ${next} ${third}`);
  }
  for (const cue of cues) {
    for (let copy = 0; copy < cueCopies; copy += 1) add(`cue ${copy} ${cue}`);
  }
  return [...buckets];
}
