import type { Happened, HappenedKind } from "./happened/happened.ts";

/** What a sentence was understood by: what happened, or else the rules. */
export type Why = HappenedKind | "rules";

export const whyKinds = [
  ...(["death", "birth", "loss", "lost_papers", "fraud"] as const),
  ...(["danger", "violence", "self_harm", "rules"] as const),
] as const satisfies readonly Why[];

export function whyOf(happened: Happened | null): Why {
  return happened?.kind ?? "rules";
}
