import type { Word } from "../text/fold.ts";
import { matchesWord } from "../text/phrase-matcher.ts";

/** One word, or two that stand next to each other. */
export type Feature = readonly Word[];

/** The features of a phrase by their folded words. Several features under one key differ only in their marks. */
export type Features = ReadonlyMap<string, readonly Feature[]>;

/** Returns every word, and every pair of neighbours. */
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

/** Whether one of the typed features can be one of the others: typed without marks it can be any that folds to it. */
export function matchesAnyFeature(
  typed: readonly Feature[],
  features: readonly Feature[],
): boolean {
  return typed.some((each) => features.some((feature) => matchesFeature(each, feature)));
}

function matchesFeature(typed: Feature, feature: Feature): boolean {
  return feature.every((word, at) => {
    const each = typed[at];
    return each !== undefined && matchesWord(each, word);
  });
}

/** Returns the words with their marks, by which features of one key differ. */
export function spellFeature([first, second]: Feature): string {
  return second === undefined ? (first?.exact ?? "") : `${first?.exact} ${second.exact}`;
}

function keyOf([first, second]: Feature): string {
  return second === undefined ? (first?.folded ?? "") : `${first?.folded} ${second.folded}`;
}
