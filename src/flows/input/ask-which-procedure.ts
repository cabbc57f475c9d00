import { isAboutProcedure } from "../../catalog/understanding/intent.ts";
import { toMenu } from "../conversations/transitions.ts";
import type { ConversationSession } from "../engine/session.ts";
import { currentProcedure } from "./current-procedure.ts";
import type { Utterance } from "./utterance.ts";

/** A question about nothing that was named, nor is current: the resident is asked what it is about. */
export function askWhichProcedure(
  session: ConversationSession,
  { understanding: { asks, results, decision } }: Utterance,
): boolean {
  const isBare = results.length === 0 && decision.type === "none";
  if (!isBare || currentProcedure(session) !== null) return false;
  if (!asks.every((intent) => isAboutProcedure(intent) && intent !== "clarify")) return false;
  session.say(session.wording.asks.whichProcedure);
  session.recordOutcome("bare-question");
  session.begin(toMenu);
  return true;
}
