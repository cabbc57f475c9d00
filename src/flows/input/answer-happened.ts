import { toChooseProcedure, toHandoff } from "../conversations/transitions.ts";
import type { ConversationSession } from "../engine/session.ts";
import type { LocalizedContext } from "../engine/turn.ts";
import { beginProcedure } from "./begin-procedure.ts";
import type { Utterance } from "./utterance.ts";

/** What happened to somebody is heard first; only then comes what the sentence asks. */

/** The procedures that replace lost papers are offered in one question. */
const maxOffered = 6;

/** Whether the answer begins with what matters now, and a welcome would be in its way. */
export function comesBeforeOpening({ understanding: { happened, intent } }: Utterance): boolean {
  const kind = happened?.kind ?? null;
  return intent === "emergency" || kind === "fraud" || happened?.isRecentDeath === true;
}

/**
 * Says what comes before everything else. Returns whether that was the whole answer; otherwise the sentence itself is
 * still to be answered. `isAnswer`: it also answers the waiting question.
 */
export function answerHappened(
  session: ConversationSession,
  utterance: Utterance,
  context: LocalizedContext,
  isAnswer: boolean,
): boolean {
  const { happened } = utterance.understanding;
  if (happened === null) return false;
  if (happened.kind === "fraud") {
    warnOfFraud(session, utterance);
    return true;
  }
  if (happened.isRecentDeath) session.console();
  else if (answerMood(session, utterance, context)) return true;
  if (happened.kind !== "lost_papers" || isAnswer) return false;
  replacePapers(session, utterance, context);
  return true;
}

/** Nothing is begun that an impostor might have asked for; only what stops them, if it was named. */
function warnOfFraud(
  session: ConversationSession,
  { understanding: { results } }: Utterance,
): void {
  session.say(...session.wording.asked.fraud);
  if (results.length > 0) session.begin(toChooseProcedure(results.map(({ id }) => id)));
  session.recordOutcome("fraud");
}

/**
 * A short sentence before the answer. Sorrow or anger about nothing that there is an answer to gets a way to a person
 * instead: then this returns true. What is nothing but polite, or wants a person, has its own answer.
 */
function answerMood(
  session: ConversationSession,
  { sentence, understanding: { happened, intent } }: Utterance,
  { catalog }: LocalizedContext,
): boolean {
  const mood = happened?.mood ?? null;
  if (mood === null || intent === "smalltalk" || intent === "person") return false;
  if (catalog.findCourtesy(sentence) !== null) return false;
  session.say(session.wording.asked.moods[mood]);
  if (mood === "thanks" || intent !== "out_of_scope") return false;
  session.begin(toHandoff("asked"));
  return true;
}

/** What to do first, then which paper is replaced where. */
function replacePapers(
  session: ConversationSession,
  utterance: Utterance,
  context: LocalizedContext,
): void {
  const { decision, results } = utterance.understanding;
  session.say(...session.wording.asked.lostPapers);
  if (decision.type === "winner") beginProcedure(session, decision.id, utterance, context);
  else session.begin(toChooseProcedure(results.slice(0, maxOffered).map(({ id }) => id)));
  session.recordOutcome("lost-papers");
}
