import type { Classification } from "../classifier/classifier.ts";
import type { Procedure } from "../procedure-schema.ts";
import { decideSearch, maxChoices, type SearchDecision } from "../search/decide.ts";
import type { ScoredTopic } from "../search/phrase-scorer.ts";
import type { Ranking } from "../search/topics.ts";

/** Weights and limits of the rules and the classifier together, calibrated on training sentences that were left out. */
const together = {
  /** What the rules' score counts for; the classifier's share of probability counts for the rest. */
  rulesWeight: 0.35,
  /** In so few words names count for more. */
  briefWords: 4,
  briefWeight: 0.5,
  /** What the rules find well scores at least so much: words of an alias mean nothing to the classifier. */
  minFoundScore: 0.5,
  /** The share is raised to this power: the classifier is as modest as the rules where several procedures are likely. */
  sharePower: 1 / 3,
  /** From here on the rules found the very name of a procedure, and the classifier has no say. */
  namedScore: 0.9,
  /** From here on the rules begin it whatever the classifier thinks, if they put it first and nothing else is near. */
  foundScore: 0.75,
  /** So few words are a name, a slip of one or a bare topic, and no story that a classifier could read. */
  maxNameWords: 2,
  /** What the rules do not find at all must be at least so probable. */
  minShare: 0.002,
  /** Less than this is chance, and is listed only among the first three. */
  chanceScore: 0.2,
  /** The classifier agrees if it finds its first procedure at least so probable, and is sure from the second on. */
  agreeShare: 0.25,
  sureShare: 0.5,
} as const;

/**
 * Scores each procedure by the rules and by the classifier together, best first. A procedure that the classifier has not
 * learned, because it was added at the desk, keeps the rules' score.
 */
export function rankTogether(
  ranking: Ranking,
  classification: Classification | null,
  known: ReadonlyMap<string, Procedure>,
): Ranking {
  const rulesAlone = ranking.contentWordCount <= together.maxNameWords;
  if (classification === null || rulesAlone) return ranking;
  const { procedures: shares, outOfScope, service } = classification;
  const total = Math.max(Number.EPSILON, 1 - outOfScope - service);
  const shareOf = (id: string) => Math.min(1, (shares.get(id) ?? 0) / total);
  const isBrief = ranking.contentWordCount <= together.briefWords;
  const weight = isBrief ? together.briefWeight : together.rulesWeight;
  const named = ranking.procedures.map((topic) => {
    const isLearned = shares.has(topic.id);
    return isLearned ? { ...topic, score: mix(topic.score, shareOf(topic.id), weight) } : topic;
  });
  const byRules = new Set(ranking.procedures.map(({ id }) => id));
  const told = [...shares.keys()].flatMap((id) => {
    const demand = known.get(id)?.demand;
    const share = shareOf(id);
    if (demand === undefined || share < together.minShare || byRules.has(id)) return [];
    return [{ id, demand, score: mix(0, share, weight) }];
  });
  const procedures = [...named, ...told]
    .sort((a, b) => b.score - a.score)
    .filter(({ score }, at) => at < maxChoices || score >= together.chanceScore);
  return { ...ranking, procedures };
}

/** What happened is dealt with first, but from these shares on the classifier reads what is wanted besides. */
const besideEvent = { firstShare: 0.5, amongShare: 0.2, amongScore: 0.89, step: 0.02 } as const;

/**
 * After a death or a birth its procedures are offered. What the classifier finds in the story all the same comes before them if
 * it is sure, and else second. Where all papers are lost (`isInOrder`), what is offered stays in the order in which it is done,
 * unless the classifier is sure.
 */
export function keepTold(
  offered: Ranking,
  told: Ranking,
  classification: Classification | null,
  isInOrder: boolean,
): Ranking {
  if (classification === null || offered === told) return offered;
  const [id, share] = [...classification.procedures].reduce((a, b) => (b[1] > a[1] ? b : a));
  const best = told.procedures.find((topic) => topic.id === id);
  const place = offered.procedures.findIndex((topic) => topic.id === id);
  const isFirst = share >= besideEvent.firstShare;
  if (best === undefined || share < besideEvent.amongShare) return offered;
  const staysAt = isInOrder ? offered.procedures.length : 1;
  if (place === 0 || (place > 0 && place <= staysAt && !isFirst)) return offered;
  const others = offered.procedures.filter((topic) => topic.id !== id);
  const score = isFirst
    ? Math.min(1, (others[0]?.score ?? 0) + besideEvent.step)
    : Math.min(besideEvent.amongScore, others[0]?.score ?? 1);
  const procedures = [...others, { ...best, score }].sort((a, b) => b.score - a.score);
  return { ...offered, procedures };
}

function mix(rules: number, share: number, weight: number): number {
  const mixed = weight * rules + (1 - weight) * share ** together.sharePower;
  if (rules >= together.namedScore) return Math.max(rules, mixed);
  return rules >= together.foundScore ? Math.max(together.minFoundScore, mixed) : mixed;
}

/** Whether the rules alone would begin it, and are nearly as sure as of a name. */
function isFoundByRules({ id }: ScoredTopic, { procedures }: Ranking): boolean {
  const decision = decideSearch(procedures);
  const isSure = (procedures[0]?.score ?? 0) >= together.foundScore;
  return isSure && decision.type === "winner" && decision.id === id;
}

/**
 * Decides what to do with the hits of both: if they agree on the first, it begins, and if not, three are offered. What the
 * rules found by its very name begins in any case.
 */
export function decideTogether(
  hits: readonly ScoredTopic[],
  ranking: Ranking,
  classification: Classification | null,
): SearchDecision {
  const decision = decideSearch(hits);
  const [best] = hits;
  const isNamed =
    best !== undefined && (best.score >= together.namedScore || isFoundByRules(best, ranking));
  const rulesAlone = ranking.contentWordCount <= together.maxNameWords;
  if (classification === null || decision.type === "none" || isNamed || rulesAlone) return decision;
  const shareOf = ({ id }: ScoredTopic) => classification.procedures.get(id);
  const share = best === undefined ? undefined : shareOf(best);
  if (best === undefined || share === undefined) return decision;
  const isFirstOfBoth =
    best.id === ranking.procedures[0]?.id && hits.every((hit) => (shareOf(hit) ?? 0) <= share);
  if (isFirstOfBoth && share >= together.sureShare) return { type: "winner", id: best.id };
  if (isFirstOfBoth && share >= together.agreeShare) return decision;
  return { type: "choice", ids: hits.slice(0, maxChoices).map(({ id }) => id) };
}
