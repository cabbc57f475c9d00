import type { Procedure } from "../../procedure-schema.ts";
import type { Ranking } from "../../search/topics.ts";
import type { Reading } from "./happened.ts";

/**
 * Which procedures a sentence may mean at all, however well they score: one about a death never without a word for it, one
 * about a birth never beside a death alone, one that replaces a lost thing never for a "mất" without that thing, and money
 * for the living never after a death, unless the sentence states another person's age ("mẹ tôi 80 tuổi").
 */
export type MayConcern = (
  procedure: Pick<Procedure, "concerns"> | undefined,
  score: number,
) => boolean;

/** Without a word for a birth, a procedure about one is named at least this well. */
const minUnsaidBirth = 0.5;

/** "Mất giấy khai sinh gốc": a lost paper of a birth or death is no event, and is registered again if it is named so well. */
const minLostPaper = { alone: 0.8, again: 0.4 } as const;

/** In a conversation about something else a death of long ago is only told: it opens what is named so well. */
const minOtherDeath = 0.6;

/** `current` is the procedure of the conversation: "mất hôm qua" in that of a death is no loss. */
export function mayConcern(reading: Reading, current: Procedure | null): MayConcern {
  const about = current?.concerns;
  const { saysDeath, saysBirth, saysReplacing, saysLeaving, saysSeal, kind } = reading;
  const isLoss = kind === "loss" || kind === "lost_papers";
  const isFamily = saysDeath || saysBirth || about === "death" || about === "birth";
  const isOnlyTold = kind === "death" && !reading.isRecentDeath && current !== null;
  const isLostPaper = (score: number) =>
    isLoss && score >= (reading.saysAgain ? minLostPaper.again : minLostPaper.alone);
  const isForAnother = reading.rest?.some(({ folded }) => folded === "tuoi") ?? false;
  return (procedure, score) => {
    switch (procedure?.concerns) {
      case "death":
        if (about === "death" || isLostPaper(score)) return true;
        return saysDeath && (!isOnlyTold || score >= minOtherDeath);
      case "birth":
        if (saysBirth || (!saysDeath && isLostPaper(score))) return true;
        return !(saysDeath || isLoss || about === "death") && score >= minUnsaidBirth;
      case "loss":
        return isLoss || saysReplacing || !(saysLeaving || isFamily);
      case "seal":
        return saysSeal && kind !== "death" && kind !== "birth";
      case "living":
        return kind !== "death" || isForAnother;
      default:
        return true;
    }
  };
}

/** Beside what happened a procedure is listed only if it is named at least this well, as a share of the best. */
const minShareBeside = 0.5;

/** A procedure that the whole sentence names so well is named, whatever its rest says. */
const namedScore = 0.55;

/** Drops what the words of the event only resemble: a seal, a plot of land. */
export function keepNear(ranking: Ranking): Ranking {
  const minScore = (ranking.procedures[0]?.score ?? 0) * minShareBeside;
  return {
    ...ranking,
    procedures: ranking.procedures.filter(({ score }) => score >= minScore),
  };
}

/** Keeps the procedures about a death, and those that the rest of the sentence names. */
export function keepWanted(
  ranking: Ranking,
  wanted: Ranking,
  procedures: ReadonlyMap<string, Procedure>,
): Ranking {
  const near = new Set(keepNear(wanted).procedures.map(({ id }) => id));
  return {
    ...ranking,
    procedures: ranking.procedures.filter(
      ({ id, score }) =>
        near.has(id) || score >= namedScore || procedures.get(id)?.concerns === "death",
    ),
  };
}

/** Drops what the sentence cannot mean; the same ranking if that is nothing. */
export function gateRanking(
  ranking: Ranking,
  procedures: ReadonlyMap<string, Procedure>,
  may: MayConcern,
): Ranking {
  const left = ranking.procedures.filter(({ id, score }) => may(procedures.get(id), score));
  return left.length === ranking.procedures.length ? ranking : { ...ranking, procedures: left };
}

/** Where a death is told, the procedures about one are meant before others that are named as well. */
const toldBoost = 1.15;

/** Prefers the procedures about a death that is told; no topic out of scope explains such a sentence better. */
export function preferTold(ranking: Ranking, procedures: ReadonlyMap<string, Procedure>): Ranking {
  const boosted = ranking.procedures.map((topic) =>
    procedures.get(topic.id)?.concerns === "death"
      ? { ...topic, score: Math.min(1, topic.score * toldBoost) }
      : topic,
  );
  return {
    ...ranking,
    procedures: boosted.toSorted((a, b) => b.score - a.score),
    outOfScopeScore: 0,
    unknownWordCount: 0,
  };
}

/** What is offered scores so, one after the other: all better than a name that is only resembled. */
const offerScore = 0.9;
const offerStep = 0.02;

/** Puts the procedures that are offered after what happened first, and forgets what else the words resembled. */
export function offerFirst(
  ranking: Ranking,
  offered: readonly string[],
  event: "death" | "birth" | "lost_papers",
  procedures: ReadonlyMap<string, Procedure>,
): Ranking {
  const known = offered.flatMap((id) => procedures.get(id) ?? []);
  if (known.length === 0) return ranking;
  const first = known.map(({ id, demand }, index) => ({
    id,
    demand,
    score: offerScore - index * offerStep,
  }));
  const others = ranking.procedures
    .filter(({ id }) => !offered.includes(id) && procedures.get(id)?.concerns === event)
    .map((topic) => ({ ...topic, score: Math.min(topic.score, 0.5) }));
  return {
    ...ranking,
    procedures: [...first, ...others],
    outOfScopeScore: 0,
    unknownWordCount: 0,
  };
}
