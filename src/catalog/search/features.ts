import type { Word } from "../text/fold.ts";
import { matchesWord } from "../text/phrase-matcher.ts";

/** One word, or two that stand next to each other. */
export type Feature = readonly Word[];

/** The features of a phrase by their folded words; several where only the marks differ. */
export type Features = ReadonlyMap<string, readonly Feature[]>;

/** Every one of these words, and every pair of neighbours among them. */
export function featuresOf(words: readonly Word[]): Features {
  const pairs = words.slice(1).map((word, at) => [words[at] ?? word, word]);
  return Map.groupBy([...words.map((word) => [word]), ...pairs], keyOf);
}

export function joinFeatures(all: readonly Features[]): Features {
  return Map.groupBy(
    all.flatMap((features) => [...features.values()].flat()),
    keyOf,
  );
}

export function isPair(key: string): boolean {
  return key.includes(" ");
}

/** Whether what was typed can be one of these: typed without marks it can be any that folds to it. */
export function canBeOneOf(typed: readonly Feature[], meant: readonly Feature[]): boolean {
  return typed.some((each) => meant.some((words) => canBeAll(each, words)));
}

function canBeAll(typed: Feature, words: Feature): boolean {
  return words.every((word, at) => {
    const each = typed[at];
    return each !== undefined && matchesWord(each, word);
  });
}

function keyOf(feature: Feature): string {
  return feature.map((word) => word.folded).join(" ");
}
