import type { Word } from "../text/fold.ts";

/** Character n-grams are of these lengths; blanks count, so that they also join neighbouring words. */
const gramLengths = { min: 3, max: 5 } as const;
/** Longer sentences are cut at their beginning: the question is at the end. */
const maxLetters = 1_200;

/** Tell a word, a pair of words and a word with its marks from a character n-gram of the same letters. */
const seeds = { gram: 0x811c9dc5, word: 0x2b9f3a71, pair: 0x5d1e8c43, exact: 0x7ac31f09 } as const;
const blank = 32;

/**
 * Returns the buckets of a sentence's features, each once: the folded words, their pairs, the character n-grams across
 * them, and the words with their marks where they were typed with any. `words` are those of the catalogue's reader.
 */
export function bucketsOf(words: readonly Word[], bucketCount: number): number[] {
  const buckets = new Set<number>();
  const add = (hash: number) => buckets.add((hash >>> 0) % bucketCount);
  let previous: number | null = null;
  for (const { folded, exact, isUnmarked } of words) {
    const hash = hashText(folded, seeds.word);
    add(hash);
    if (previous !== null) add(hashText(folded, previous ^ seeds.pair));
    if (exact !== folded || isUnmarked === true) add(hashText(exact, seeds.exact));
    previous = hash;
  }
  const text = ` ${words.map(({ folded }) => folded).join(" ")} `.slice(-maxLetters);
  for (let start = 0; start < text.length; start += 1) {
    let hash: number = seeds.gram;
    const end = Math.min(text.length, start + gramLengths.max);
    for (let at = start; at < end; at += 1) {
      hash = hashUnit(hash, text.charCodeAt(at));
      if (at - start + 1 >= gramLengths.min) add(finish(hash));
    }
  }
  return [...buckets];
}

/** The hash of a text, with a seed that tells it from other features of the same letters. */
export function hashText(text: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) hash = hashUnit(hash, text.charCodeAt(at));
  return finish(hashUnit(hash, blank));
}

/** One step of FNV-1a. */
function hashUnit(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** Spreads the low bits, which FNV-1a mixes least. */
function finish(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}
