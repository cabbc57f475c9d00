import { type Feature, type Features, matchesAnyFeature } from "./features.ts";

export interface ScoredTopic {
  readonly id: string;
  /** From 0 to 1: how much of the sentence the topic explains, and how much of its phrase was said. */
  readonly score: number;
}

/** The phrases that hold a feature in one and the same spelling. */
interface Posting {
  readonly spelling: readonly Feature[];
  readonly phrases: readonly number[];
}

export interface IndexedFeature {
  readonly weight: number;
  readonly postings: readonly Posting[];
}

/** The phrases by their number, and which topics are loose by the number of the topic. */
export interface IndexedPhrases {
  readonly topic: Int32Array;
  /** How many features the phrase has, and their weight together. */
  readonly size: Int32Array;
  readonly weight: Float64Array;
  /** It is not one phrase but everything by which its topic is found. */
  readonly isWhole: Uint8Array;
  /** By the number of the topic: how often it is meant. */
  readonly prior: Float64Array;
  /** The phrases of a loose topic have nothing to do with each other. */
  readonly isLooseTopic: Uint8Array;
}

/** Weights, chosen on the questions that are not set aside; see docs/understanding.md. */
const tuning = {
  /** A hit below this is no hit. */
  minScore: 0.15,
  /** A word that was typed with other marks is most likely another word. */
  otherMarks: 0.2,
  /** How much the share of the phrase that was said counts, and the share of the sentence that it explains. */
  saidPower: 0.7,
  explainedPower: 0.3,
  /** The best phrase decides; the topic's other words support it. */
  phraseShare: 0.65,
  /** A loose topic is named by nearly all of one of its phrases, not by a syllable of one. */
  minLooseSaid: 0.75,
  /** A topic that shares less than this part of what the best one shares is far behind and not scored. */
  minSharedPart: 0.2,
  /** One syllable of several is chance: "mở cửa" is not "mở cửa hàng", nor "tạm biệt" "tạm trú". */
  loneSyllable: 0.6,
} as const;

interface TopicScore {
  readonly topic: number;
  readonly score: number;
}

/**
 * Scores the topics of an index for one query at a time. The arrays are reused from query to query: fresh arrays for
 * thousands of phrases cost more than the query.
 */
export class PhraseScorer {
  readonly #features: ReadonlyMap<string, IndexedFeature>;
  readonly #phrases: IndexedPhrases;
  /** By phrase: the weight of the features that the query shares with it, and their count. */
  readonly #sharedWeight: Float64Array;
  readonly #sharedCount: Int32Array;
  /** By topic: the score of its best phrase, and the weight that its whole shares with the query. */
  readonly #bestPhrase: Float64Array;
  readonly #wholeShared: Float64Array;
  /** The phrases that share anything with the query. */
  #touched: number[] = [];

  constructor(
    features: ReadonlyMap<string, IndexedFeature>,
    phrases: IndexedPhrases,
    topicCount: number,
  ) {
    this.#features = features;
    this.#phrases = phrases;
    this.#sharedWeight = new Float64Array(phrases.topic.length);
    this.#sharedCount = new Int32Array(phrases.topic.length);
    this.#bestPhrase = new Float64Array(topicCount);
    this.#wholeShared = new Float64Array(topicCount);
  }

  /** Scores each topic by its best phrase, supported by its whole; a loose topic by its best phrase alone. */
  score(query: Features, queryWeight: number): TopicScore[] {
    this.#collectShared(query);
    const topics = this.#collectWholes();
    this.#findBestPhrases(topics.most, queryWeight);
    const scored = topics.found
      .map((topic) => ({ topic, score: this.#scoreTopic(topic, queryWeight) }))
      .filter(({ score }) => score >= tuning.minScore);
    this.#clear();
    return scored;
  }

  /** Adds up what each phrase shares with the query. */
  #collectShared(query: Features): void {
    const counts = this.#sharedCount;
    const weights = this.#sharedWeight;
    const touched = this.#touched;
    for (const [key, typed] of query) {
      const feature = this.#features.get(key);
      for (const { spelling, phrases } of feature?.postings ?? []) {
        const marks = matchesAnyFeature(typed, spelling) ? 1 : tuning.otherMarks;
        const weight = (feature?.weight ?? 0) * marks;
        for (const phrase of phrases) {
          if (counts[phrase] === 0) touched.push(phrase);
          counts[phrase] = (counts[phrase] ?? 0) + 1;
          weights[phrase] = (weights[phrase] ?? 0) + weight;
        }
      }
    }
  }

  /** Finds the topics that share anything, and the greatest weight that one of them shares. */
  #collectWholes(): { readonly found: number[]; readonly most: number } {
    const found: number[] = [];
    let most = 0;
    for (const phrase of this.#touched) {
      if (this.#phrases.isWhole[phrase] !== 1) continue;
      const topic = this.#phrases.topic[phrase] ?? 0;
      const weight = this.#sharedWeight[phrase] ?? 0;
      found.push(topic);
      this.#wholeShared[topic] = weight;
      if (weight > most) most = weight;
    }
    return { found, most };
  }

  #findBestPhrases(most: number, queryWeight: number): void {
    const { topic: topicOf, isWhole, isLooseTopic } = this.#phrases;
    const best = this.#bestPhrase;
    const shared = this.#wholeShared;
    const minShared = most * tuning.minSharedPart;
    for (const phrase of this.#touched) {
      const topic = topicOf[phrase] ?? 0;
      if (isWhole[phrase] === 1 || (shared[topic] ?? 0) < minShared) continue;
      const score = this.#scorePhrase(phrase, queryWeight);
      if (score <= (best[topic] ?? 0)) continue;
      best[topic] = score;
      if (isLooseTopic[topic] === 1) shared[topic] = this.#sharedWeight[phrase] ?? 0;
    }
  }

  /** Combines the part of the phrase that was said with the part of the query that it explains. */
  #scorePhrase(phrase: number, queryWeight: number): number {
    const { topic, size, weight, isLooseTopic } = this.#phrases;
    const shared = this.#sharedWeight[phrase] ?? 0;
    const said = shared / (weight[phrase] ?? 1);
    if (isLooseTopic[topic[phrase] ?? 0] === 1 && said < tuning.minLooseSaid) return 0;
    const isLone = this.#sharedCount[phrase] === 1 && (size[phrase] ?? 0) > 1;
    const explained = shared / queryWeight;
    return (
      (isLone ? tuning.loneSyllable : 1) *
      said ** tuning.saidPower *
      explained ** tuning.explainedPower
    );
  }

  #scoreTopic(topic: number, queryWeight: number): number {
    const best = this.#bestPhrase[topic] ?? 0;
    if (this.#phrases.isLooseTopic[topic] === 1 && best === 0) return 0;
    const explained = (this.#wholeShared[topic] ?? 0) / queryWeight;
    const prior = this.#phrases.prior[topic] ?? 1;
    return prior * (tuning.phraseShare * best + (1 - tuning.phraseShare) * explained);
  }

  #clear(): void {
    for (const phrase of this.#touched) {
      const topic = this.#phrases.topic[phrase] ?? 0;
      this.#sharedWeight[phrase] = this.#sharedCount[phrase] = 0;
      this.#bestPhrase[topic] = this.#wholeShared[topic] = 0;
    }
    this.#touched = [];
  }
}
