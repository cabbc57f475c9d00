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

/** These are only the story of what is asked: "con sinh 2/9 thì hạn đến bao giờ". */
const told: ReadonlySet<HappenedKind> = new Set(["birth", "loss"] as const);

/** What must not be overlooked comes first, then the first question that has a finer kind, then what else happened. */
export function whyOf(happened: Happened | null, asked: readonly Asked[]): Why {
  const event = happened?.kind ?? null;
  if (event !== null && !told.has(event)) return event;
  return asked.find(({ kind }) => kind !== null)?.kind ?? event ?? "rules";
}
