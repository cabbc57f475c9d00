import { canBeOneOf, type Feature, type Features, isPair, joinFeatures } from "./features.ts";

/** Something that a sentence can be about, by the phrases that name it. */
export interface Matter {
  readonly id: string;
  /** Of its name and of each way to say it. */
  readonly phrases: readonly Features[];
  /** Of what else it is found by: its field. null: its phrases have nothing to do with each other. */
  readonly support: Features | null;
}

export interface Scored {
  readonly id: string;
  /** From 0 to 1: how much of what was said the matter explains, and how much of it was said. */
  readonly score: number;
}

export interface PhraseIndex {
  /** Every matter that shares something with the query and reaches the least score, best first. */
  rank(query: Features): Scored[];
  /** How many of the words no matter knows. */
  unknown(query: Features): number;
}

/** Weights, chosen on the questions that are not set aside; see docs/understanding.md. */
const tuning = {
  /** A hit below this is no hit. */
  minScore: 0.15,
  /** A word that was typed with other marks is most likely another word. */
  otherMarks: 0.2,
  /** Two words in a row say more than each alone: most syllables mean little by themselves. */
  pairWeight: 0.7,
  /** People tell their story around the matter: a word that no matter knows counts little against it. */
  unknownWeight: 0.6,
  /** How much the share of the phrase that was said counts, and the share of the sentence that it explains. */
  saidPower: 0.7,
  explainedPower: 0.3,
  /** The best phrase decides; the matter's other words support it. */
  phraseShare: 0.65,
  /** A loose matter is named by one of its phrases, not by a syllable of one. */
  looseSaid: 0.75,
  /** What explains less than this share of what the fullest matter does is far behind. */
  leastShared: 0.2,
  /** One syllable of several is chance: "mở cửa" is not "mở cửa hàng", nor "tạm biệt" "tạm trú". */
  loneSyllable: 0.6,
} as const;

/** Among so many matters, what this share of them holds tells none of them, and would cost a look at each. */
const manyMatters = 1_000;
const commonShare = 0.12;

/** Where a feature stands: the phrases that hold it in one and the same spelling. */
interface Posting {
  readonly spelling: readonly Feature[];
  readonly phrases: readonly number[];
}

interface Entry {
  readonly weight: number;
  readonly postings: readonly Posting[];
}

/** The number of a phrase says whose it is; each matter's last phrase is all that it is found by. */
interface Phrases {
  readonly owner: Int32Array;
  readonly size: Int32Array;
  readonly weight: Float64Array;
  readonly isWhole: Uint8Array;
  readonly isLoose: Uint8Array;
}

/** What one query adds up, kept from query to query: a fresh array for thousands of phrases costs more than the query. */
class Scratch {
  /** Per phrase: the weight of what the query shares with it, and how many features that is. */
  readonly matched: Float64Array;
  readonly counts: Int32Array;
  /** Per matter: its best phrase's points, and the weight that all it is found by shares. */
  readonly best: Float64Array;
  readonly shared: Float64Array;
  /** The phrases that share anything. */
  touched: number[] = [];

  constructor(phrases: number, matters: number) {
    this.matched = new Float64Array(phrases);
    this.counts = new Int32Array(phrases);
    this.best = new Float64Array(matters);
    this.shared = new Float64Array(matters);
  }

  clear(owner: Int32Array): void {
    for (const phrase of this.touched) {
      this.matched[phrase] = this.counts[phrase] = 0;
      this.best[owner[phrase] ?? 0] = this.shared[owner[phrase] ?? 0] = 0;
    }
    this.touched = [];
  }
}

/** An inverted index: a sentence costs what its words' postings hold, however many other matters there are. */
export function indexPhrases(matters: readonly Matter[]): PhraseIndex {
  const listed = matters.flatMap((matter, owner) => [
    ...distinct(matter.phrases).map((features) => ({ features, owner, isWhole: false })),
    { features: wholeOf(matter), owner, isWhole: true },
  ]);
  const entries = indexFeatures(listed, matters.length);
  const phrases = measure(listed, entries, matters);
  const heaviest = Math.max(0, ...[...entries.values()].map(({ weight }) => weight));
  const unknownWeight = tuning.unknownWeight * heaviest;
  const weightOf = (key: string) => entries.get(key)?.weight ?? (isPair(key) ? 0 : unknownWeight);
  const scratch = new Scratch(listed.length, matters.length);
  // Only these are kept: what the matters were made of takes as much room again as the index.
  const ids = matters.map(({ id }) => id);

  return {
    unknown: (query) => [...query.keys()].filter((key) => isWord(key) && !entries.has(key)).length,
    rank: (query) => {
      const queryWeight = [...query.keys()].reduce((sum, key) => sum + weightOf(key), 0);
      collect(query, entries, scratch);
      const found = score(queryWeight, phrases, scratch);
      scratch.clear(phrases.owner);
      return found
        .map(({ matter, points }) => ({ id: ids[matter] ?? "", score: points }))
        .sort((a, b) => b.score - a.score);
    },
  };
}

/** Names and aliases often differ in case or fillers only. */
function distinct(phrases: readonly Features[]): Features[] {
  return [...new Map(phrases.map((features) => [spellingOf(features), features])).values()];
}

function spellingOf(features: Features): string {
  return [...features.values()]
    .flat(2)
    .map(({ exact }) => exact)
    .join(" ");
}

function wholeOf({ phrases, support }: Matter): Features {
  return joinFeatures(support === null ? phrases : [...phrases, support]);
}

/** No pair, and no keys hit at random. */
function isWord(key: string): boolean {
  return !isPair(key) && /[aeiouy]/.test(key);
}

interface Listed {
  readonly features: Features;
  readonly owner: number;
  readonly isWhole: boolean;
}

/** The fewer matters hold a feature, the more it says. */
function indexFeatures(listed: readonly Listed[], matterCount: number): Map<string, Entry> {
  const holders = new Map<string, number>();
  const spellings = new Map<
    string,
    Map<string, { spelling: readonly Feature[]; phrases: number[] }>
  >();
  for (const [phrase, { features, isWhole }] of listed.entries()) {
    for (const [key, spelling] of features) {
      if (isWhole) holders.set(key, (holders.get(key) ?? 0) + 1);
      const bySpelling = spellings.get(key) ?? new Map();
      spellings.set(key, bySpelling);
      const exact = [...new Set(spelling.map((words) => words.map((w) => w.exact).join(" ")))]
        .sort()
        .join("|");
      const posting = bySpelling.get(exact) ?? { spelling, phrases: [] };
      bySpelling.set(exact, posting);
      posting.phrases.push(phrase);
    }
  }
  return new Map(
    [...spellings].map(([key, bySpelling]) => {
      const held = holders.get(key) ?? 1;
      if (matterCount >= manyMatters && held > matterCount * commonShare) {
        return [key, { weight: 0, postings: [] }];
      }
      const rarity = Math.log(1 + matterCount / held);
      const weight = isPair(key) ? rarity * tuning.pairWeight : rarity;
      return [key, { weight, postings: [...bySpelling.values()] }];
    }),
  );
}

function measure(
  listed: readonly Listed[],
  entries: ReadonlyMap<string, Entry>,
  matters: readonly Matter[],
): Phrases {
  const weightOf = ({ features }: Listed) =>
    [...features.keys()].reduce((sum, key) => sum + (entries.get(key)?.weight ?? 0), 0);
  return {
    owner: Int32Array.from(listed, ({ owner }) => owner),
    size: Int32Array.from(listed, ({ features }) => features.size),
    weight: Float64Array.from(listed, weightOf),
    isWhole: Uint8Array.from(listed, ({ isWhole }) => Number(isWhole)),
    isLoose: Uint8Array.from(matters, ({ support }) => Number(support === null)),
  };
}

/** Adds up what each phrase shares with the query. */
function collect(
  query: Features,
  entries: ReadonlyMap<string, Entry>,
  { matched, counts, touched }: Scratch,
): void {
  for (const [key, typed] of query) {
    const entry = entries.get(key);
    for (const { spelling, phrases } of entry?.postings ?? []) {
      const weight = (entry?.weight ?? 0) * (canBeOneOf(typed, spelling) ? 1 : tuning.otherMarks);
      for (const phrase of phrases) {
        if (counts[phrase] === 0) touched.push(phrase);
        counts[phrase] = (counts[phrase] ?? 0) + 1;
        matched[phrase] = (matched[phrase] ?? 0) + weight;
      }
    }
  }
}

interface Found {
  readonly matter: number;
  readonly points: number;
}

/** Each matter's best phrase, supported by all that it is found by; a loose matter's, by itself. */
function score(queryWeight: number, phrases: Phrases, scratch: Scratch): Found[] {
  const { owner, isWhole, isLoose } = phrases;
  const { matched, touched, shared, best } = scratch;
  const matters: number[] = [];
  let most = 0;
  for (const phrase of touched) {
    if (isWhole[phrase] !== 1) continue;
    const matter = owner[phrase] ?? 0;
    const weight = matched[phrase] ?? 0;
    matters.push(matter);
    shared[matter] = weight;
    if (weight > most) most = weight;
  }
  for (const phrase of touched) {
    const matter = owner[phrase] ?? 0;
    if (isWhole[phrase] === 1 || (shared[matter] ?? 0) < most * tuning.leastShared) continue;
    const points = pointsOf(phrase, queryWeight, phrases, scratch);
    if (points <= (best[matter] ?? 0)) continue;
    best[matter] = points;
    if (isLoose[matter] === 1) shared[matter] = matched[phrase] ?? 0;
  }
  return matters
    .map((matter) => ({
      matter,
      points:
        isLoose[matter] === 1 && best[matter] === 0
          ? 0
          : tuning.phraseShare * (best[matter] ?? 0) +
            (1 - tuning.phraseShare) * ((shared[matter] ?? 0) / queryWeight),
    }))
    .filter(({ points }) => points >= tuning.minScore);
}

/** How much of the phrase was said, and how much of what was said it explains; 0 where it says nothing. */
function pointsOf(
  phrase: number,
  queryWeight: number,
  { owner, size, weight, isLoose }: Phrases,
  { matched, counts }: Scratch,
): number {
  const shared = matched[phrase] ?? 0;
  const said = shared / (weight[phrase] ?? 1);
  if (isLoose[owner[phrase] ?? 0] === 1 && said < tuning.looseSaid) return 0;
  const lone = counts[phrase] === 1 && (size[phrase] ?? 0) > 1 ? tuning.loneSyllable : 1;
  return lone * said ** tuning.saidPower * (shared / queryWeight) ** tuning.explainedPower;
}
