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
  looseSaid: 0.6,
  /** One syllable of several is chance: "mở cửa" is not "mở cửa hàng", nor "tạm biệt" "tạm trú". */
  loneSyllable: 0.6,
} as const;

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
}

/** An inverted index: a sentence costs what its words' postings hold, however many other matters there are. */
export function indexPhrases(matters: readonly Matter[]): PhraseIndex {
  const listed = matters.flatMap((matter, owner) => [
    ...matter.phrases.map((features) => ({ features, owner, isWhole: false })),
    { features: wholeOf(matter), owner, isWhole: true },
  ]);
  const entries = indexFeatures(listed, matters.length);
  const phrases = measure(listed, entries);
  const heaviest = Math.max(0, ...[...entries.values()].map(({ weight }) => weight));
  const unknownWeight = tuning.unknownWeight * heaviest;
  const weightOf = (key: string) => entries.get(key)?.weight ?? (isPair(key) ? 0 : unknownWeight);
  const isLoose = Uint8Array.from(matters, ({ support }) => Number(support === null));
  const matched = new Float64Array(listed.length);
  const counts = new Int32Array(listed.length);

  return {
    unknown: (query) => [...query.keys()].filter((key) => isWord(key) && !entries.has(key)).length,
    rank: (query) => {
      const queryWeight = [...query.keys()].reduce((sum, key) => sum + weightOf(key), 0);
      const touched = collect(query, entries, matched, counts);
      const found = score(touched, queryWeight, { ...phrases, isLoose }, matched, counts);
      for (const phrase of touched) matched[phrase] = counts[phrase] = 0;
      return [...found]
        .map(([owner, points]) => ({ id: matters[owner]?.id ?? "", score: points }))
        .filter((hit) => hit.score >= tuning.minScore)
        .sort((a, b) => b.score - a.score);
    },
  };
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
      const rarity = Math.log(1 + matterCount / (holders.get(key) ?? 1));
      const weight = isPair(key) ? rarity * tuning.pairWeight : rarity;
      return [key, { weight, postings: [...bySpelling.values()] }];
    }),
  );
}

function measure(listed: readonly Listed[], entries: ReadonlyMap<string, Entry>): Phrases {
  const weightOf = ({ features }: Listed) =>
    [...features.keys()].reduce((sum, key) => sum + (entries.get(key)?.weight ?? 0), 0);
  return {
    owner: Int32Array.from(listed, ({ owner }) => owner),
    size: Int32Array.from(listed, ({ features }) => features.size),
    weight: Float64Array.from(listed, weightOf),
    isWhole: Uint8Array.from(listed, ({ isWhole }) => Number(isWhole)),
  };
}

/** Adds up what each phrase shares with the query; returns the phrases that share anything. */
function collect(
  query: Features,
  entries: ReadonlyMap<string, Entry>,
  matched: Float64Array,
  counts: Int32Array,
): number[] {
  const touched: number[] = [];
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
  return touched;
}

/** Each matter's best phrase, supported by all that it is found by; a loose matter's, by itself. */
function score(
  touched: readonly number[],
  queryWeight: number,
  { owner, size, weight, isWhole, isLoose }: Phrases & { readonly isLoose: Uint8Array },
  matched: Float64Array,
  counts: Int32Array,
): Map<number, number> {
  const best = new Map<number, number>();
  const support = new Map<number, number>();
  for (const phrase of touched) {
    const whose = owner[phrase] ?? 0;
    const explained = (matched[phrase] ?? 0) / queryWeight;
    if (isWhole[phrase] === 1) {
      if (isLoose[whose] === 0) support.set(whose, explained);
      continue;
    }
    const said = (matched[phrase] ?? 0) / (weight[phrase] ?? 1);
    if (isLoose[whose] === 1 && said < tuning.looseSaid) continue;
    const lone = counts[phrase] === 1 && (size[phrase] ?? 0) > 1 ? tuning.loneSyllable : 1;
    const points = lone * said ** tuning.saidPower * explained ** tuning.explainedPower;
    if (points <= (best.get(whose) ?? 0)) continue;
    best.set(whose, points);
    if (isLoose[whose] === 1) support.set(whose, explained);
  }
  return new Map(
    [...support].map(([whose, explained]) => [
      whose,
      tuning.phraseShare * (best.get(whose) ?? 0) + (1 - tuning.phraseShare) * explained,
    ]),
  );
}
