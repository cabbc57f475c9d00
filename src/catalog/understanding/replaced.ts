import type { Guide } from "../schema.ts";
import type { SearchDecision } from "../search/decide.ts";

/** The id of a procedure that has no list any more → the id of the one that serves instead. */
export type Successors = ReadonlyMap<string, string>;

export function indexSuccessors(guides: readonly Guide[]): Successors {
  return new Map(
    guides.flatMap(({ procedure, no_checklist: none }) =>
      none?.leads_to === undefined ? [] : [[procedure, none.leads_to] as const],
    ),
  );
}

/** Offers no procedure beside the one that has replaced it: two names of one thing are no choice. */
export function dropReplaced(decision: SearchDecision, successors: Successors): SearchDecision {
  if (decision.type !== "choice") return decision;
  const offered = new Set(decision.ids);
  const ids = decision.ids.filter((id) => !offered.has(successors.get(id) ?? ""));
  const [only] = ids;
  return ids.length === 1 && only !== undefined
    ? { type: "winner", id: only }
    : { type: "choice", ids };
}
