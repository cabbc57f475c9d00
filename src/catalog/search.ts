import type { Procedure } from "./schema.ts";
import {
  canBeOneOf,
  type Features,
  isPair,
  joinFeatures,
  readFeatures,
} from "./search/features.ts";
import { buildSpelling } from "./search/spelling.ts";
import type { Word } from "./vietnamese.ts";

export interface SearchHit {
  readonly id: string;
  readonly name: string;
  /** From 0 to 1: how much of what was said the procedure explains, and how much of it was said. */
  readonly score: number;
}

/** What to do with hits: begin the procedure, let the resident choose, or say that none was found. */
export type Decision =
  | { readonly type: "winner"; readonly id: string }
  /** Two to four procedures, best first. */
  | { readonly type: "choice"; readonly ids: readonly string[] }
  | { readonly type: "none" };

export type Search = (sentence: string, limit?: number) => SearchHit[];

/** Weights, chosen on `test/catalog/questions.json`; the results there are held by a test. */
const tuning = {
  /** A hit below this is no hit. */
  minScore: 0.15,
  /** A word that was typed with other marks is most likely another word. */
  otherMarks: 0.2,
  /** Two words in a row say more than each alone: most syllables mean little by themselves. */
  pairWeight: 0.7,
  /** People tell their story around the matter: a word that no procedure knows counts little against it. */
  unknownWeight: 0.6,
  /** How much the share of the phrase that was said counts, and the share of the sentence that it explains. */
  saidPower: 0.7,
  explainedPower: 0.3,
  /** The best phrase decides; the procedure's other words support it. */
  phraseShare: 0.65,
  /** One syllable of several is chance: "mở cửa" is not "mở cửa hàng", nor "tạm biệt" "tạm trú". */
  loneSyllable: 0.6,
} as const;

/** When a hit is sure enough to begin with it, and when to ask. */
const decision = {
  winnerScore: 0.55,
  /** By how much of its own score a winner is ahead of the next. */
  winnerLead: 0.12,
  choiceScore: 0.3,
  /** Nothing else came near, so it may be less sure. */
  loneScore: 0.45,
  /** Offered beside the best is what reaches this share of its score. */
  choiceShare: 0.5,
  maxChoices: 4,
} as const;

/** Builds the search once; a sentence then costs one pass over every name and alias. */
export function buildSearch(procedures: readonly Procedure[]): Search {
  const entries = procedures.map(readEntry);
  const weights = weighFeatures(entries);
  const mend = buildSpelling([...weights.keys()].filter((key) => !isPair(key)));
  const respell = (word: Word) => mendWord(word, mend(word.folded));
  return (sentence, limit = 5) => {
    const query = readFeatures(sentence, respell);
    if (query.size === 0) return [];
    const asked = weighQuery(query, weights);
    return entries
      .map((entry) => ({
        id: entry.procedure.id,
        name: entry.procedure.name,
        score: scoreEntry(asked, entry, weights),
      }))
      .filter((hit) => hit.score >= tuning.minScore)
      .sort((a, b) => b.score - a.score)
      .slice(0, limit);
  };
}

/** What hits, best first, are worth: see `decision`. */
export function decide(hits: readonly SearchHit[]): Decision {
  const [best, next] = hits;
  if (best === undefined || best.score < decision.choiceScore) return { type: "none" };
  const lead = best.score * (1 - decision.winnerLead);
  const ahead = next === undefined || next.score <= lead;
  if (best.score >= decision.winnerScore && ahead) return { type: "winner", id: best.id };
  const near = hits.filter((hit) => hit.score >= best.score * decision.choiceShare);
  const offered = near.length > 1 ? near : hits.slice(0, 2);
  if (offered.length < 2) {
    return best.score >= decision.loneScore ? { type: "winner", id: best.id } : { type: "none" };
  }
  return { type: "choice", ids: offered.slice(0, decision.maxChoices).map((hit) => hit.id) };
}

interface Entry {
  readonly procedure: Procedure;
  /** Of its name and of each alias. */
  readonly phrases: readonly Features[];
  /** Of all of them and of its field. */
  readonly whole: Features;
}

/** What was asked: features that some procedure holds, with their weight, and the weight of all. */
interface Query {
  readonly features: Features;
  readonly weight: number;
}

type Weights = ReadonlyMap<string, number>;

function readEntry(procedure: Procedure): Entry {
  const bareName = procedure.name.replace(/\([^)]*\)/g, " ");
  const texts = new Set([procedure.name, bareName, ...procedure.aliases]);
  const phrases = [...texts].map((text) => readFeatures(text)).filter(({ size }) => size > 0);
  return { procedure, phrases, whole: joinFeatures([...phrases, readFeatures(procedure.field)]) };
}

/** A mended word lost its marks with its spelling. */
function mendWord(word: Word, mended: string | undefined): Word {
  if (mended === undefined || mended === word.folded) return word;
  return { folded: mended, exact: mended };
}

/** The fewer procedures hold a feature, the more it says. */
function weighFeatures(entries: readonly Entry[]): Weights {
  const holders = new Map<string, number>();
  for (const { whole } of entries) {
    for (const key of whole.keys()) holders.set(key, (holders.get(key) ?? 0) + 1);
  }
  return new Map(
    [...holders].map(([key, count]) => {
      const rarity = Math.log(1 + entries.length / count);
      return [key, isPair(key) ? rarity * tuning.pairWeight : rarity];
    }),
  );
}

function weighQuery(features: Features, weights: Weights): Query {
  const unknown = tuning.unknownWeight * Math.max(0, ...weights.values());
  const keys = [...features.keys()];
  const each = keys.map((key) => weights.get(key) ?? (isPair(key) ? 0 : unknown));
  return { features, weight: each.reduce((sum, weight) => sum + weight, 0) };
}

function scoreEntry(query: Query, { phrases, whole }: Entry, weights: Weights): number {
  const best = Math.max(0, ...phrases.map((phrase) => scorePhrase(query, phrase, weights)));
  const support = matchFeatures(query, whole, weights).weight / query.weight;
  return tuning.phraseShare * best + (1 - tuning.phraseShare) * support;
}

function scorePhrase(query: Query, phrase: Features, weights: Weights): number {
  const match = matchFeatures(query, phrase, weights);
  if (match.count === 0) return 0;
  const keys = [...phrase.keys()];
  const whole = keys.reduce((sum, key) => sum + (weights.get(key) ?? 0), 0);
  const lone = match.count === 1 && phrase.size > 1 ? tuning.loneSyllable : 1;
  const said = (match.weight / whole) ** tuning.saidPower;
  return lone * said * (match.weight / query.weight) ** tuning.explainedPower;
}

/** How much of the query stands in a phrase. */
function matchFeatures(
  query: Query,
  phrase: Features,
  weights: Weights,
): { readonly weight: number; readonly count: number } {
  let weight = 0;
  let count = 0;
  for (const [key, meant] of phrase) {
    const typed = query.features.get(key);
    if (typed === undefined) continue;
    weight += (weights.get(key) ?? 0) * (canBeOneOf(typed, meant) ? 1 : tuning.otherMarks);
    count += 1;
  }
  return { weight, count };
}
