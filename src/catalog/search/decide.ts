export interface SearchHit {
  readonly id: string;
  readonly name: string;
  /** From 0 to 1: how much of what was said the procedure explains, and how much of it was said. */
  readonly score: number;
}

/** What to do with hits: begin the procedure, let the resident choose, or say that none was found. */
export type SearchDecision =
  | { readonly type: "winner"; readonly id: string }
  /** Two or three procedures, best first. */
  | { readonly type: "choice"; readonly ids: readonly string[] }
  | { readonly type: "none" };

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
  maxChoices: 3,
} as const;

/** What hits, best first, are worth: see `decision`. */
export function decideSearch(hits: readonly Pick<SearchHit, "id" | "score">[]): SearchDecision {
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
