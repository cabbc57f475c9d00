import type { Question } from "../engine/flow.ts";
import type { ConversationSession } from "../engine/session.ts";
import type { LocalizedContext } from "../engine/turn.ts";
import { correctEarlierAnswer } from "./correct-answer.ts";
import { looksLikeQuestion, matchSharedWords } from "./match-option.ts";
import { readAnswer } from "./read-answer.ts";
import type { Said } from "./said.ts";

/** A typed sentence while a question waits. */
interface TypedAnswer {
  readonly session: ConversationSession;
  readonly said: Said;
  readonly context: LocalizedContext;
  /** It is no reason to leave the question for another procedure. */
  readonly isWeakWish: boolean;
}

/** "Không biết", "hỏi để làm gì", "đủ chưa": says why it is asked, and goes on with the safe answer of who does not know. */
export function answerReaction(
  { session, said, context }: TypedAnswer,
  question: Question,
): boolean {
  const reactions = question.kind === "choice" ? question.reactions : undefined;
  const kind =
    reactions === undefined ? undefined : context.catalog.findReaction(said.folded)?.kind;
  if (reactions === undefined || kind === undefined) return false;
  if (kind === "unsure" && reactions.unsure !== undefined) {
    session.say(reactions.unsure.say);
    session.answer(question, { value: reactions.unsure.value });
    return true;
  }
  if (kind !== "why" && kind !== "enough") return false;
  session.say(reactions[kind]);
  session.recordOutcome("aside");
  session.repeat();
  return true;
}

/**
 * "À nhầm, nhà thuê" anywhere among the questions of a procedure. It comes before an emergency: "à nhầm, trẻ bị bỏ rơi" is an
 * answer.
 */
export function acceptCorrection({ session, said, context }: TypedAnswer): boolean {
  const rest = correctionIn(said, context);
  return rest !== null && correctEarlierAnswer(session, rest, context, { mayBeYesOrNo: true });
}

/** What follows a correction may answer the waiting question; at the read-back it needs no word for it. */
export function acceptLooseCorrection(message: TypedAnswer, question: Question): boolean {
  const { session, said, context } = message;
  const corrected = correctionIn(said, context);
  if (corrected !== null) return answerWith(session, question, corrected, context);
  const readsBack = question.kind === "choice" && question.readsBack === true;
  if (!readsBack || looksLikeQuestion(said)) return false;
  const reaction = context.catalog.findReaction(said.folded);
  const rest = reaction?.kind === "denied" ? said.part(reaction.rest) : said;
  if (reaction?.kind === "denied" && reaction.rest.count === 0) return false;
  return correctEarlierAnswer(session, rest, context, { mayBeYesOrNo: false });
}

/** The words that follow one that takes an answer back; null if there are none. */
function correctionIn(said: Said, { catalog }: LocalizedContext): Said | null {
  const reaction = catalog.findReaction(said.folded);
  if (reaction?.kind !== "corrected" || reaction.rest.count === 0) return null;
  return said.part(reaction.rest);
}

/** "Không phải, 12 tuổi", if the sentence as a whole answers nothing. */
export function acceptDenial({ session, said, context }: TypedAnswer, question: Question): boolean {
  const reaction = context.catalog.findReaction(said.folded);
  if (reaction?.kind !== "denied" || reaction.rest.count === 0) return false;
  const rest = said.part(reaction.rest);
  if (answerWith(session, question, rest, context)) return true;
  return correctEarlierAnswer(session, rest, context, { mayBeYesOrNo: false });
}

function answerWith(
  session: ConversationSession,
  question: Question,
  said: Said,
  context: LocalizedContext,
): boolean {
  if (question.kind !== "choice" || question.needsClearAnswer === true) return false;
  const parsed = readAnswer(question, said, context);
  if (parsed.ok) session.answer(question, parsed);
  return parsed.ok;
}

/** The open question of a task beats a weak new wish: a sentence that shares words with one option is the answer. */
export function acceptSharedWords(message: TypedAnswer, question: Question): boolean {
  const { session, said } = message;
  if (question.kind !== "choice" || question.needsClearAnswer === true) return false;
  if (looksLikeQuestion(said) || !message.isWeakWish) return false;
  const option = matchSharedWords(question.options, said, question);
  if (option === null) return false;
  session.say(session.wording.conversation.understoodAs(option.full ?? option.label));
  session.answer(question, { value: option.value });
  return true;
}
