import type { ListedIndex, ListedMatch } from "../../listed/listed-index.ts";
import type { Procedure } from "../../procedure-schema.ts";
import type { ScoredTopic } from "../../search/phrase-scorer.ts";
import type { Ranking, TopicIndex } from "../../search/topics.ts";
import type { CompiledVocabulary } from "../compile-vocabulary.ts";
import {
  gateRanking,
  keepNear,
  keepWanted,
  type MayConcern,
  offerFirst,
  preferTold,
} from "./gate.ts";
import type { Happened, Reading } from "./happened.ts";

/** What is offered after what happened, and what may still be meant beside it. */
export interface Offers {
  /** After an event the sentence is about that, unless the rest of it names something else. */
  offerAfter(reading: Reading, ranking: Ranking, may: MayConcern, isInside: boolean): Ranking;
  /** After a fraud nothing is offered but what stops it, and that only if it was named. */
  keepOffered(happened: Happened | null, ranking: Ranking): readonly ScoredTopic[];
  /** A listed procedure about a death is gated as well; its name says what it is about. */
  mayList(match: ListedMatch, reading: Reading): boolean;
}

/** A procedure of the event's own kind, or one that stops a fraud, is named at least this well. */
const minNamedScore = 0.55;
/** From here on the rest of a sentence that tells of a death names what is wanted: behind the story, or before it. */
const restNamesScore = { wanted: 0.4, told: 0.5 } as const;
/** Below this a sentence that tells of a birth names nothing. */
const minBesideBirth = 0.4;

interface OfferSources {
  readonly topics: TopicIndex;
  readonly procedures: ReadonlyMap<string, Procedure>;
  readonly vocabulary: CompiledVocabulary;
  readonly listed: ListedIndex;
}

export function buildOffers({ topics, procedures, vocabulary, listed }: OfferSources): Offers {
  const { readHappened, offers } = vocabulary;
  const concernsOf = (ranking: Ranking) =>
    procedures.get(ranking.procedures[0]?.id ?? "")?.concerns;
  const scoreOf = (ranking: Ranking) => ranking.procedures[0]?.score ?? 0;

  function afterBirth({ tellsBirth }: Reading, ranking: Ranking, isInside: boolean): Ranking {
    const isNamed = scoreOf(ranking) >= Math.max(minBesideBirth, ranking.outOfScopeScore);
    if (isNamed || !tellsBirth || isInside) return keepNear(ranking);
    return offerFirst(ranking, offers.birth.procedures, "birth", procedures);
  }

  function afterDeathOrLoss(
    kind: "death" | "lost_papers",
    { rest, goesOn, namesPaper }: Reading,
    ranking: Ranking,
    may: MayConcern,
    isInside: boolean,
  ): Ranking {
    const wanted = rest === null ? ranking : gateRanking(topics.rank(rest), procedures, may);
    const kept =
      kind === "death"
        ? preferTold(keepWanted(ranking, wanted, procedures), procedures)
        : keepNear(ranking);
    if (concernsOf(ranking) === kind && scoreOf(ranking) >= minNamedScore) return kept;
    if (isInside) return kept;
    const isNamed = rest !== null || namesPaper;
    const minRestScore = goesOn ? restNamesScore.wanted : restNamesScore.told;
    if (isNamed && scoreOf(wanted) >= minRestScore) return kept;
    return offerFirst(ranking, offers[kind].procedures, kind, procedures);
  }

  return {
    offerAfter: (reading, ranking, may, isInside) => {
      const { kind } = reading;
      if (kind === "loss") return keepNear(ranking);
      if (kind === "birth") return afterBirth(reading, ranking, isInside);
      if (kind !== "death" && kind !== "lost_papers") return ranking;
      return afterDeathOrLoss(kind, reading, ranking, may, isInside);
    },
    keepOffered: (happened, ranking) => {
      if (happened?.kind !== "fraud") return [];
      const [best] = ranking.procedures;
      if (best === undefined || best.score < minNamedScore) return [];
      return offers.fraud.procedures.includes(best.id) ? [best] : [];
    },
    mayList: ({ hits }, { saysDeath }) =>
      saysDeath ||
      hits.every(({ id }) => {
        const name = listed.records.get(id)?.name ?? "";
        return !readHappened(vocabulary.search.readPhrase(name), name).saysDeath;
      }),
  };
}
