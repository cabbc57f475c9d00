import type { Classification } from "../classifier/classifier.ts";
import { maxChoices } from "../search/decide.ts";
import type { ScoredTopic } from "../search/phrase-scorer.ts";
import type { Ranking } from "../search/topics.ts";
import type { Intent } from "./intent.ts";

/** A sentence that is refused still shows what it may have meant, unless the classifier is so sure that it is nothing. */
const minRefusedScore = 0.25;
const surelyNothing = 0.7;

/** Whether no procedure can be meant, so that none is shown. */
export function meansNothing(intent: Intent, classification: Classification | null): boolean {
  if (intent === "out_of_scope") return (classification?.outOfScope ?? 1) >= surelyNothing;
  return intent === "emergency" || intent === "smalltalk";
}

/** Returns the procedures that are shown beside a refusal. */
export function shownIfRefused({ procedures }: Ranking): readonly ScoredTopic[] {
  return procedures.filter(({ score }) => score >= minRefusedScore).slice(0, maxChoices);
}
