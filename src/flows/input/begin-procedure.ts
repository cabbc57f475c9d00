import { isListedId } from "../../catalog/listed/listed-procedure.ts";
import { toDigression, toProcedure } from "../conversations/transitions.ts";
import type { ConversationSession } from "../engine/session.ts";
import type { LocalizedContext } from "../engine/turn.ts";
import { answerAsked } from "./answer-asked.ts";
import { tellingOf } from "./current-procedure.ts";
import { keepTold } from "./keep-told.ts";
import type { Utterance } from "./utterance.ts";

/** Begins a procedure; a question about it is answered first. */
export function beginProcedure(
  session: ConversationSession,
  procedureId: string,
  utterance: Utterance,
  context: LocalizedContext,
): void {
  const { asks, asked } = utterance.understanding;
  // The flow of a procedure without a guide says everything at once.
  const isAnsweredByFlow =
    asks.every((intent) => intent === "steps" || intent === "account_help") ||
    isListedId(procedureId);
  const about = { ...context, ...session.location.state };
  const answer = isAnsweredByFlow
    ? null
    : answerAsked({ sentence: utterance.sentence, asked }, procedureId, about, tellingOf(session));
  if (answer !== null) session.say(answer);
  keepTold(session, utterance, [procedureId]);
  session.begin(toProcedure(procedureId));
}

/** Begins the procedure that a sentence turns to; in the middle of a task it is answered briefly first. */
export function turnToProcedure(
  session: ConversationSession,
  procedureId: string,
  utterance: Utterance,
  context: LocalizedContext,
): void {
  if (session.taskTitle === null) return beginProcedure(session, procedureId, utterance, context);
  keepTold(session, utterance, [procedureId]);
  session.begin(toDigression(procedureId));
}
