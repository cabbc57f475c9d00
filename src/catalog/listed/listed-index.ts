import type { Procedure } from "../procedure-schema.ts";
import { indexByCode } from "../procedures/find-by-code.ts";
import { decideSearch, type SearchDecision } from "../search/decide.ts";
import { type Features, featuresOf, isPair, matchesAnyFeature } from "../search/features.ts";
import { indexPhrases } from "../search/phrase-index.ts";
import type { ScoredTopic } from "../search/phrase-scorer.ts";
import type { SearchVocabulary } from "../search/search-vocabulary.ts";
import type { Word } from "../text/fold.ts";
import { findNationalCodes } from "../understanding/national-codes.ts";
import type { ListedProcedure } from "./listed-procedure.ts";

/**
 * Finds procedures without a guide by their names, apart from the guided ones: these are understood as if there were no
 * others.
 */
export interface ListedIndex {
  readonly records: ReadonlyMap<string, ListedProcedure>;
  /** Finds the record whose code stands in the text; null if none does. */
  findByCode(text: string): ListedMatch | null;
  /**
   * Finds the records that the content words of a sentence name better than any guided procedure does; null if they name
   * none, or a guided one fits.
   */
  find(words: readonly Word[], guided: GuidedRanking): ListedMatch | null;
}

/** How well the guided procedures explain the sentence, and what would be done with them. */
export interface GuidedRanking {
  readonly bestScore: number;
  readonly outOfScopeScore: number;
  readonly decision: SearchDecision;
}

export interface ListedMatch {
  /** Best first. */
  readonly hits: readonly ScoredTopic[];
  readonly decision: SearchDecision;
}

/** Chosen so that no question of the bench changes; see docs/understanding.md, "Procedures without a guide". */
const thresholds = {
  /** All of a name was said: from here on hardly anything else was. */
  namedScore: 0.8,
  minNameWords: 3,
  /** Such a name beats a guided procedure that explains less by this much. */
  namedLead: 0.1,
  /** Below this no guided procedure fits, whatever is offered. */
  weakGuided: 0.42,
  minScore: 0.5,
  lead: 0.15,
  /**
   * What the vocabulary calls out of scope is named in a few words, and may be in scope by an import: then nearly all of the
   * sentence is a record's name.
   */
  minOutOfScope: 0.75,
  outOfScopeSlack: 0.1,
} as const;

/** A longer message is a story; the longest names have half as many content words. */
const maxWords = 80;
const maxHits = 10;

/** A name is one phrase, and nothing else supports it. */
const noFeatures: Features = new Map();

/** Indexes the records whose codes stand for no guided procedure. */
export function indexListed(
  listed: readonly ListedProcedure[],
  procedures: readonly Procedure[],
  vocabulary: SearchVocabulary,
): ListedIndex {
  const findGuided = indexByCode(procedures);
  const shown = listed.filter(({ code }) => findGuided(code).length === 0);
  const records = new Map(shown.map((record) => [record.id, record]));
  const byCode = new Map(shown.map(({ code, id }) => [code.slice(0, "1.001193".length), id]));
  const { extractContentWords, readPhrase } = vocabulary;
  const readName = ({ name }: ListedProcedure) => featuresOf(extractContentWords(readPhrase(name)));
  const index = indexPhrases(
    shown.map((record) => ({
      id: record.id,
      phrases: [readName(record)],
      support: noFeatures,
      prior: 1,
    })),
  );

  const isNamed = (id: string, said: Features): boolean => {
    const record = records.get(id);
    if (record === undefined) return false;
    const words = [...readName(record)].filter(([key]) => !isPair(key));
    return (
      words.length >= thresholds.minNameWords &&
      words.every(([key, spelling]) => {
        const typed = said.get(key);
        return typed !== undefined && matchesAnyFeature(typed, spelling);
      })
    );
  };

  return {
    records,
    findByCode: (text) => {
      const id = findNationalCodes(text)
        .map((code) => byCode.get(code))
        .find((found) => found !== undefined);
      if (id === undefined) return null;
      return { hits: [{ id, score: 1 }], decision: { type: "winner", id } };
    },
    find: (words, { bestScore, outOfScopeScore, decision }) => {
      if (records.size === 0 || words.length === 0 || words.length > maxWords) return null;
      const said = featuresOf(words);
      const hits = index.rank(said).slice(0, maxHits);
      const [best] = hits;
      if (best === undefined) return null;
      const { namedScore, namedLead, weakGuided, minScore, lead } = thresholds;
      const isBeyond = best.score >= bestScore + namedLead;
      if (best.score >= namedScore && isBeyond && isNamed(best.id, said)) {
        return { hits, decision: { type: "winner", id: best.id } };
      }
      const isOutscored = outOfScopeScore > bestScore;
      const fitsGuided = decision.type !== "none" && bestScore >= weakGuided && !isOutscored;
      const least = isOutscored
        ? Math.max(thresholds.minOutOfScope, outOfScopeScore - thresholds.outOfScopeSlack)
        : minScore;
      if (fitsGuided || best.score < Math.max(least, bestScore + lead)) return null;
      return { hits, decision: decideSearch(hits) };
    },
  };
}
