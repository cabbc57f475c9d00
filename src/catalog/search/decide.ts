export interface SearchHit {
  readonly id: string;
  readonly name: string;
  /** From 0 to 1: how much of the sentence the procedure explains, and how much of its phrase was said. */
  readonly score: number;
}

/** What to do with hits: begin the procedure, let the resident choose, or say that none was found. */
export type SearchDecision =
  | { readonly type: "winner"; readonly id: string }
  /** Two or three procedures, best first. */
  | { readonly type: "choice"; readonly ids: readonly string[] }
  | { readonly type: "none" };

/** Scores that decide between beginning a procedure and asking; see docs/understanding.md. */
const thresholds = {
  /** From here on a hit is sure enough to begin with it. */
  winnerScore: 0.55,
  /** A winner is ahead of the next hit by this share of its own score. */
  winnerLead: 0.12,
  /** Below this no hit is offered. */
  choiceScore: 0.3,
  /** A hit without competition may be less sure. */
  loneScore: 0.45,
  /** Hits that reach this share of the best score are offered beside the best. */
  choiceShare: 0.5,
} as const;

/** A choice offers at most so many procedures. */
export const maxChoices = 3;

/** Decides what to do with hits, which must be sorted, the best first. */
export function decideSearch(hits: readonly Pick<SearchHit, "id" | "score">[]): SearchDecision {
  const [best, next] = hits;
  if (best === undefined || best.score < thresholds.choiceScore) return { type: "none" };
  const closeScore = best.score * (1 - thresholds.winnerLead);
  const isAhead = next === undefined || next.score <= closeScore;
  if (best.score >= thresholds.winnerScore && isAhead) return { type: "winner", id: best.id };
  const near = hits.filter((hit) => hit.score >= best.score * thresholds.choiceShare);
  const offered = near.length > 1 ? near : hits.slice(0, 2);
  if (offered.length < 2) {
    return best.score >= thresholds.loneScore ? { type: "winner", id: best.id } : { type: "none" };
  }
  return { type: "choice", ids: offered.slice(0, maxChoices).map((hit) => hit.id) };
}
