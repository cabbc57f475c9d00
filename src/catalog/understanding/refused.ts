import type { Classification } from "../classifier/classifier.ts";
import type { Procedure } from "../procedure-schema.ts";
import { maxChoices } from "../search/decide.ts";
import type { ScoredTopic } from "../search/phrase-scorer.ts";
import type { Ranking } from "../search/topics.ts";
import type { Intent } from "./intent.ts";

/** A sentence that is refused still shows what it may have meant, unless the classifier is so sure that it is nothing. */
const minRefusedScore = 0.3;
const surelyNothing = 0.7;

/** Whether no procedure can be meant, so that none is shown. */
export function meansNothing(intent: Intent, classification: Classification | null): boolean {
  if (intent === "out_of_scope") return (classification?.outOfScope ?? 1) >= surelyNothing;
  return intent === "emergency" || intent === "smalltalk";
}

/** Returns the procedures to show beside a refusal. Without a loss in the sentence, none of them replaces a lost thing. */
export function shownIfRefused(
  { procedures }: Ranking,
  known: ReadonlyMap<string, Procedure>,
): readonly ScoredTopic[] {
  const isShown = ({ id, score }: ScoredTopic) =>
    score >= minRefusedScore && known.get(id)?.concerns !== "loss";
  return procedures.filter(isShown).slice(0, maxChoices);
}
