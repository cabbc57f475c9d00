import type { Procedure } from "../procedure-schema.ts";
import { decideSearch, type SearchDecision } from "../search/decide.ts";
import type { ScoredTopic } from "../search/phrase-scorer.ts";
import { bareTopic } from "./evidence.ts";

/** A bare topic offers at most so many procedures. */
const maxBareChoices = 3;

/** A bare topic is a choice, however well it names one of its procedures: the commonest of those named well. */
export function offerBareTopic(
  hits: readonly ScoredTopic[],
  procedures: ReadonlyMap<string, Procedure>,
): SearchDecision {
  const decision = decideSearch(hits);
  if (decision.type === "none") return decision;
  const minScore = (hits[0]?.score ?? 0) * bareTopic.nearShare;
  const near = hits.filter(({ score }) => score >= minScore);
  const demandOf = ({ id }: ScoredTopic) => procedures.get(id)?.demand ?? 0;
  const byDemand = near.toSorted((a, b) => demandOf(a) - demandOf(b));
  return { type: "choice", ids: byDemand.slice(0, maxBareChoices).map(({ id }) => id) };
}
