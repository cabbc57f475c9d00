import { decodeNotificationButton, notificationQuestion } from "../wording/notification.ts";
import { goOn } from "./colleague.ts";
import { hideIdentityNumbers } from "./conversations/private-number.ts";
import { toMenu } from "./conversations/transitions.ts";
import { runsFlow } from "./engine/frame-stack.ts";
import { maxTypedLength, type ResidentInput } from "./engine/input.ts";
import { type DeskStanding, findAnswer, type PortRequestOf } from "./engine/ports.ts";
import type { ConversationSession } from "./engine/session.ts";
import { hidden } from "./engine/transcript.ts";
import type { LocalizedContext, SuspendedTurn, TurnResult } from "./engine/turn.ts";

/**
 * Passes what the resident did to the person at the desk, while a conversation is open there. Returns what the turn comes to: a port
 * to ask, or silence while the person answers. null: the bot answers as always. `line` is what the transcript says of it; null if
 * the resident only began.
 */
export function tellDesk(
  session: ConversationSession,
  input: ResidentInput,
  line: string | null,
  context: LocalizedContext,
): SuspendedTurn | TurnResult | null {
  const { mark } = session.desk;
  if (mark === null || line === null) return null;
  const isTaken = mark.status === "taken";
  const words = isTaken ? wordsForPerson(session, input, line) : line;
  const leaving = wayBack(session, input, context);
  if (leaving !== null) return leave(session, leaving, words, context);

  const ask: PortRequestOf<"task.line"> = { port: "task.line", words };
  const told = findAnswer(ask, context.answered);
  if (told === undefined) return { ask };
  const standing = told.answer as DeskStanding;
  if (standing === "over") {
    session.desk.mark = null;
    return null;
  }
  session.desk.mark = { ...mark, status: standing };
  // A button is pressed to ask the bot. What is typed is for the person.
  if (standing === "waiting" || input.type === "choice") return null;
  session.transcript.add("r", line);
  if (input.type === "media") session.say(session.wording.handoff.mediaForPerson(mark.who));
  session.recordOutcome("to-person");
  return end(session, words === hidden);
}

/** Tells the person what the bot answered. Returns the port to ask; null once it has answered, or if nobody listens. */
export function tellAnswer(
  session: ConversationSession,
  line: string | null,
  context: LocalizedContext,
): SuspendedTurn | null {
  if (session.desk.mark === null || line === null || session.erases) return null;
  const texts = session.messages.map(({ text }) => text);
  if (texts.length === 0) return null;
  const ask: PortRequestOf<"task.said"> = { port: "task.said", texts };
  return findAnswer(ask, context.answered) === undefined ? { ask } : null;
}

/** How the resident goes back to the bot: "menu" to its menu, "resume" to where it stopped. null: they don't. */
function wayBack(
  session: ConversationSession,
  input: ResidentInput,
  { catalog }: LocalizedContext,
): "menu" | "resume" | null {
  if (input.type === "choice" && input.question === notificationQuestion) {
    return decodeNotificationButton(input.value)?.type === "bot" ? "resume" : null;
  }
  const command = input.type === "text" ? catalog.findCommand(input.text) : null;
  const isTaken = session.desk.mark?.status === "taken";
  if (command === "menu") return isTaken ? "menu" : null;
  // While nobody has come yet, only who has just asked for a person takes that back.
  const isMeant = isTaken || runsFlow(session.stack.top, "handoff");
  return command === "cancel" && isMeant ? "resume" : null;
}

function leave(
  session: ConversationSession,
  to: "menu" | "resume",
  words: string,
  context: LocalizedContext,
): SuspendedTurn | TurnResult {
  const ask: PortRequestOf<"task.leave"> = { port: "task.leave", words };
  if (findAnswer(ask, context.answered) === undefined) return { ask };
  const { handoff: wording } = session.wording;
  const { mark } = session.desk;
  const isTaken = mark?.status === "taken";
  session.desk.mark = null;
  session.transcript.add("r", words);
  session.say(isTaken ? wording.backToBot(mark.who) : wording.withdrawn);
  if (to === "menu") session.begin(toMenu);
  else goOn(session);
  session.recordOutcome("left-person");
  return end(session, false);
}

function end(session: ConversationSession, isConfidential: boolean): TurnResult {
  const { state, messages, summary: fact } = session;
  return { state, messages, fact, isConfidential };
}

/**
 * What is typed to a person is shown to that person, but for identity numbers. Digits that stand alone answer the person, unless a
 * proof was asked for just now.
 */
function wordsForPerson(session: ConversationSession, input: ResidentInput, line: string): string {
  if (input.type !== "text") return line;
  const isProof = line === hidden && session.holdsSecret(input.text);
  return isProof ? hidden : hideIdentityNumbers(input.text.slice(0, maxTypedLength), hidden);
}
