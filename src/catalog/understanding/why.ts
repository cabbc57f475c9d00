import { type AskKind, askKinds } from "../vocabulary-schema.ts";
import type { Asked } from "./asks/ask-kind.ts";
import type { Happened, HappenedKind } from "./happened/happened.ts";

/** What a sentence was understood by: what happened, a finer kind of question, or else the rules. */
export type Why = HappenedKind | AskKind | "rules";

export const whyKinds = [
  ...(["death", "birth", "loss", "lost_papers", "fraud"] as const),
  ...(["danger", "violence", "self_harm", "rules"] as const),
  ...askKinds,
] as const satisfies readonly Why[];

/** What happened comes first, then the first question that has a finer kind. */
export function whyOf(happened: Happened | null, asked: readonly Asked[]): Why {
  return happened?.kind ?? asked.find(({ kind }) => kind !== null)?.kind ?? "rules";
}
