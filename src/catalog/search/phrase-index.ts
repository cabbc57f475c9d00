import { type Feature, type Features, isPair, joinFeatures, spellFeature } from "./features.ts";
import {
  type IndexedFeature,
  type IndexedPhrases,
  PhraseScorer,
  type ScoredTopic,
} from "./phrase-scorer.ts";

/** Something that a sentence can be about, by the phrases that name it. */
export interface Topic {
  readonly id: string;
  /** The features of its name and of each other way to say it. */
  readonly phrases: readonly Features[];
  /** Further features by which it is found: those of its field. null: its phrases have nothing to do with each other. */
  readonly support: Features | null;
  /** Its scores are multiplied by this, from 0 to 1: the topic that is meant more often comes first of two alike. */
  readonly prior: number;
}

export interface PhraseIndex {
  /** Ranks all topics that share something with the query and reach the least score, best first. */
  rank(query: Features): ScoredTopic[];
  /** Counts the words that no topic knows. */
  countUnknown(query: Features): number;
}

/** Two words in a row say more than each alone, but less than twice: most syllables mean little by themselves. */
const pairWeight = 0.7;
/**
 * People tell their story around the topic: a word that no topic knows counts less against it than the heaviest known
 * word, by this share of its weight.
 */
const unknownWeightShare = 0.6;

/**
 * With so many topics, a feature that this share of them holds says nothing, and would cost a look at each. Leaving
 * such features out took a third off the 99th percentile of the time and lost nothing.
 */
const manyTopics = 1_000;
const commonShare = 0.12;

/**
 * A topic holds a feature by this power of the share of its phrases that have it: "khai tử" belongs to the registration
 * of deaths, and hardly to the ten procedures that mention it once.
 */
const holdingPower = 0.5;

/** A phrase of the index. Each topic's last phrase is the whole of everything by which it is found. */
interface ListedPhrase {
  readonly features: Features;
  readonly topic: number;
  readonly isWhole: boolean;
}

/** How many topics hold a feature, and how firmly they hold it together. */
interface Holders {
  count: number;
  firmness: number;
}

/** Builds an inverted index: a sentence costs what its words' postings hold, however many other topics there are. */
export function indexPhrases(topics: readonly Topic[]): PhraseIndex {
  const listed = topics.flatMap((topic, number) => [
    ...withoutRepeats(topic.phrases).map((features) => ({
      features,
      topic: number,
      isWhole: false,
    })),
    { features: wholeOf(topic), topic: number, isWhole: true },
  ]);
  const features = indexFeatures(listed, topics);
  const phrases = describePhrases(listed, features, topics);
  const heaviest = Math.max(0, ...[...features.values()].map(({ weight }) => weight));
  const unknownWeight = unknownWeightShare * heaviest;
  const weightOf = (key: string) => features.get(key)?.weight ?? (isPair(key) ? 0 : unknownWeight);
  const scorer = new PhraseScorer(features, phrases, topics.length);
  // Only the ids are kept: the topics' features take as much memory again as the index.
  const ids = topics.map(({ id }) => id);

  return {
    countUnknown: (query) =>
      [...query.keys()].filter((key) => isWord(key) && !features.has(key)).length,
    rank: (query) => {
      const queryWeight = [...query.keys()].reduce((sum, key) => sum + weightOf(key), 0);
      return scorer
        .score(query, queryWeight)
        .map(({ topic, score }) => ({ id: ids[topic] ?? "", score }))
        .sort((a, b) => b.score - a.score);
    },
  };
}

/** Names and aliases often differ in case or fillers only. */
function withoutRepeats(phrases: readonly Features[]): Features[] {
  return [...new Map(phrases.map((features) => [spellingOf(features), features])).values()];
}

function spellingOf(features: Features): string {
  return [...features.values()]
    .flat(2)
    .map(({ exact }) => exact)
    .join(" ");
}

function wholeOf({ phrases, support }: Topic): Features {
  return joinFeatures(support === null ? phrases : [...phrases, support]);
}

/** A single word, unless it consists of keys hit at random. */
function isWord(key: string): boolean {
  return !isPair(key) && /[aeiouy]/.test(key);
}

interface PostingInProgress {
  readonly spelling: readonly Feature[];
  readonly phrases: number[];
}

/** The fewer topics hold a feature, and the less firmly, the more it says. */
function indexFeatures(
  listed: readonly ListedPhrase[],
  topics: readonly Topic[],
): Map<string, IndexedFeature> {
  const holders = findHolders(topics);
  const postings = new Map<string, Map<string, PostingInProgress>>();
  for (const [phrase, { features }] of listed.entries()) {
    for (const [key, spelling] of features) {
      const bySpelling = postings.get(key) ?? new Map<string, PostingInProgress>();
      postings.set(key, bySpelling);
      const exact = exactSpellings(spelling);
      const posting = bySpelling.get(exact) ?? { spelling, phrases: [] };
      bySpelling.set(exact, posting);
      posting.phrases.push(phrase);
    }
  }
  return new Map(
    [...postings].map(([key, bySpelling]) => {
      const { count, firmness } = holders.get(key) ?? { count: 1, firmness: 1 };
      if (topics.length >= manyTopics && count > topics.length * commonShare) {
        return [key, { weight: 0, postings: [] }];
      }
      const rarity = Math.log(1 + topics.length / Math.max(1, firmness));
      const weight = isPair(key) ? rarity * pairWeight : rarity;
      return [key, { weight, postings: [...bySpelling.values()] }];
    }),
  );
}

function findHolders(topics: readonly Topic[]): Map<string, Holders> {
  const holders = new Map<string, Holders>();
  for (const topic of topics) {
    for (const [key, share] of sharesOf(topic)) {
      const held = holders.get(key) ?? { count: 0, firmness: 0 };
      holders.set(key, held);
      held.count += 1;
      held.firmness += share ** holdingPower;
    }
  }
  return holders;
}

/** Returns the share of the topic's phrases that have each of its features; 1 if its phrases are loose. */
function sharesOf(topic: Topic): Map<string, number> {
  const { phrases, support } = topic;
  const share = 1 / phrases.length;
  const keys = support === null ? wholeOf(topic).keys() : support.keys();
  const shares = new Map([...keys].map((key) => [key, support === null ? 1 : share]));
  if (support === null) return shares;
  for (const features of phrases) {
    for (const key of features.keys()) shares.set(key, (shares.get(key) ?? 0) + share);
  }
  return shares;
}

function exactSpellings(spelling: readonly Feature[]): string {
  const exact = spelling.map(spellFeature);
  const [only = ""] = exact;
  return exact.length === 1 ? only : [...new Set(exact)].sort().join("|");
}

function describePhrases(
  listed: readonly ListedPhrase[],
  indexed: ReadonlyMap<string, IndexedFeature>,
  topics: readonly Topic[],
): IndexedPhrases {
  const weightOf = ({ features }: ListedPhrase) =>
    [...features.keys()].reduce((sum, key) => sum + (indexed.get(key)?.weight ?? 0), 0);
  return {
    topic: Int32Array.from(listed, ({ topic }) => topic),
    size: Int32Array.from(listed, ({ features }) => features.size),
    weight: Float64Array.from(listed, weightOf),
    isWhole: Uint8Array.from(listed, ({ isWhole }) => Number(isWhole)),
    prior: Float64Array.from(topics, ({ prior }) => prior),
    isLooseTopic: Uint8Array.from(topics, ({ support }) => Number(support === null)),
  };
}
