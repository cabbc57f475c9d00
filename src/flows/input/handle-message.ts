import { replaceLookalikes } from "../../catalog/text/lookalikes.ts";
import { maxUnitsPerLetter, normalizeBounded } from "../../catalog/text/normalize.ts";
import { isAboutProcedure } from "../../catalog/understanding/intent.ts";
import { toChooseProcedure, toHandoff, toMenu } from "../conversations/transitions.ts";
import type { Question } from "../engine/flow.ts";
import { maxTypedLength } from "../engine/input.ts";
import type { ConversationSession } from "../engine/session.ts";
import { conversationLimits } from "../engine/state.ts";
import type { LocalizedContext } from "../engine/turn.ts";
import {
  acceptAnswer,
  acceptExactAnswer,
  acceptLateAnswer,
  acceptTold,
  acceptToldBeside,
  goOnWithTask,
} from "./accept-answer.ts";
import { answerHappened, comesBeforeOpening } from "./answer-happened.ts";
import { answerOwnQuestion } from "./answer-own-question.ts";
import {
  acceptCorrection,
  acceptDenial,
  acceptLooseCorrection,
  acceptSharedWords,
  answerReaction,
} from "./answers-in-words.ts";
import { askWhichProcedure } from "./ask-which-procedure.ts";
import { beginProcedure, turnToProcedure } from "./begin-procedure.ts";
import { currentProcedure } from "./current-procedure.ts";
import { transitionForDossierPhrase } from "./dossier-phrases.ts";
import { answerDayOfDeadline, answerDigression, handleIntent } from "./handle-intent.ts";
import { findToldNow, keepTold, storeToldBeside } from "./keep-told.ts";
import { isNumbered } from "./match-option.ts";
import { noticeSentence } from "./notice-misunderstanding.ts";
import { followModel } from "./read-with-model.ts";
import { runCommand } from "./run-command.ts";
import { showPointsAtPlace } from "./show-place.ts";
import { TypedMessage } from "./typed-message.ts";

/** Procedures that score less share a stray syllable with the sentence: they are not offered as perhaps meant. */
const minLikelyScore = 0.25;
const maxLikelyProcedures = 3;

/** A rule either reads any message, or only messages while a question waits. It returns whether it has handled the message. */
type MessageRule =
  | { readonly name: string; readonly handle: (message: TypedMessage) => boolean }
  | {
      readonly name: string;
      readonly handleAnswer: (message: TypedMessage, question: Question) => boolean;
    };

/** The first rule that handles a message decides: the order is the specification. */
const rules: readonly MessageRule[] = [
  { name: "exact answer", handleAnswer: acceptExactAnswer },
  { name: "command", handle: obeyCommand },
  { name: "dossier or personal data", handle: followDossierPhrase },
  { name: "number without a question", handle: showMenuForNumber },
  { name: "more options", handleAnswer: showMoreOptions },
  { name: "correction", handleAnswer: acceptCorrection },
  { name: "emergency", handle: answerEmergency },
  { name: "what happened", handle: answerWhatHappened },
  { name: "question about the question", handleAnswer: answerReaction },
  { name: "correction of the read-back", handleAnswer: acceptLooseCorrection },
  {
    name: "question that concerns no procedure",
    handle: (message) => answerOwnQuestion(message.session, message, message.context),
  },
  { name: "name of a procedure", handleAnswer: beginNamedProcedure },
  { name: "answer", handleAnswer: acceptAnswer },
  { name: "facts told", handleAnswer: acceptTold },
  { name: "invalid answer", handleAnswer: refuseAnswer },
  { name: "denied answer", handleAnswer: acceptDenial },
  { name: "words of an option", handleAnswer: acceptSharedWords },
  { name: "facts told for later", handleAnswer: acceptToldBeside },
  {
    name: "day that a deadline counts from",
    handleAnswer: (message) => answerDayOfDeadline(message.session, message, message.context),
  },
  { name: "late answer", handleAnswer: acceptLateAnswer },
  { name: "question about the current procedure", handleAnswer: answerInPassing },
  { name: "place", handle: showPointsAtPlace },
  { name: "reading of a language model", handle: followModel },
  { name: "intent", handle: followIntent },
  {
    name: "bare question",
    handle: (message) => message.refusal === null && askWhichProcedure(message.session, message),
  },
  { name: "name of the task", handleAnswer: goOnWithTask },
  { name: "another procedure", handle: beginOtherProcedure },
  { name: "several procedures", handle: offerProcedures },
];

/**
 * Handles typed words by the first rule that fits them; if none does, they are not understood. `opening` is said first,
 * unless the sentence tells of what cannot wait.
 */
export function handleMessage(
  session: ConversationSession,
  text: string,
  context: LocalizedContext,
  opening: readonly string[],
): void {
  const maxUnits = maxTypedLength * maxUnitsPerLetter;
  const typed = normalizeBounded(replaceLookalikes(text.trim().slice(0, maxUnits)), maxUnits);
  if (typed.length > maxTypedLength) session.say(session.wording.conversation.tooLong);
  const message = new TypedMessage(session, typed.slice(0, maxTypedLength), context);
  if (opening.length > 0 && !comesBeforeOpening(message)) session.say(...opening);
  const { question } = message;
  const isHandled = rules.some((rule) => {
    if ("handle" in rule) return rule.handle(message);
    return question !== null && rule.handleAnswer(message, question);
  });
  if (!isHandled) handleNoMatch(message);
  if (message.isRead && session.portRequest === null) {
    noticeSentence(session, message, context.catalog);
  }
}

function obeyCommand({ session, sentence, context }: TypedMessage): boolean {
  const command = context.catalog.findCommand(sentence);
  if (command !== null) runCommand(session, command);
  return command !== null;
}

function followDossierPhrase({ session, sentence, context }: TypedMessage): boolean {
  const transition = transitionForDossierPhrase(sentence, context.catalog);
  if (transition !== null) session.begin(transition);
  return transition !== null;
}

/** The question that the number answers is lost with its conversation. */
function showMenuForNumber({ session, said, question }: TypedMessage): boolean {
  const isLost = question === null && isNumbered(said);
  if (isLost) session.begin(toMenu);
  return isLost;
}

function showMoreOptions({ session, sentence }: TypedMessage, question: Question): boolean {
  const isMore = sentence.toLowerCase() === session.wording.conversation.more.toLowerCase();
  if (isMore) session.turnPage(question);
  return isMore;
}

function answerEmergency(message: TypedMessage): boolean {
  return message.understanding.intent === "emergency" && followIntent(message);
}

/** Consoles, answers a mood, and warns: then the sentence itself is answered, unless that was all. */
function answerWhatHappened(message: TypedMessage): boolean {
  return answerHappened(message.session, message, message.context, message.parsedAnswer.ok);
}

/** The name of a procedure, if the question is open to any procedure and not only to its options. */
function beginNamedProcedure(message: TypedMessage, question: Question): boolean {
  if (question.kind !== "choice" || question.open !== true) return false;
  const { intent, decision, namesProcedure } = message.understanding;
  if (!isAboutProcedure(intent) || !namesProcedure || decision.type !== "winner") return false;
  beginProcedure(message.session, decision.id, message, message.context);
  return true;
}

/** Meant as an answer, but not a valid one. */
function refuseAnswer(message: TypedMessage): boolean {
  const { parsedAnswer } = message;
  const isInvalid = !parsedAnswer.ok && parsedAnswer.meant === true;
  if (isInvalid) handleNoMatch(message);
  return isInvalid;
}

/** What the question tells of the case is not asked later. */
function answerInPassing(message: TypedMessage, question: Question): boolean {
  const { session, context } = message;
  const { frames } = session.stack;
  const told = findToldNow(message);
  if (!answerDigression(session, message, context)) return false;
  if (session.stack.frames === frames) storeToldBeside(session, question.id, told);
  return true;
}

function followIntent(message: TypedMessage): boolean {
  return handleIntent(message.session, message, message.context);
}

/** Begins the procedure that the sentence is about; in the middle of a task it is answered briefly first. */
function beginOtherProcedure(message: TypedMessage): boolean {
  const { session, context } = message;
  const { decision } = message.understanding;
  if (decision.type !== "winner" || decision.id === currentProcedure(session)) return false;
  if (message.isWeakWish) return false;
  turnToProcedure(session, decision.id, message, context);
  return true;
}

function offerProcedures(message: TypedMessage): boolean {
  const { session, refusal } = message;
  const { decision } = message.understanding;
  const current = currentProcedure(session);
  if (decision.type !== "choice" || refusal !== null || message.isWeakWish) return false;
  if (decision.ids.some((id) => id === current)) return false;
  keepTold(session, message, decision.ids);
  session.begin(toChooseProcedure(decision.ids));
  return true;
}

/** The first time in a row offers what may have been meant; the second, a person and the nearest point. */
function handleNoMatch(message: TypedMessage): void {
  const { session, understanding, refusal, question } = message;
  session.recordNoMatch(message.storableWords);
  if (session.noMatchCount >= conversationLimits.noMatchesBeforeHandoff) {
    return session.begin(toHandoff("missed"));
  }
  const likely = understanding.results
    .filter(({ score }) => score >= minLikelyScore)
    .slice(0, maxLikelyProcedures);
  const likelyIds = likely.map(({ id }) => id);
  if (refusal === null) keepTold(session, message, likelyIds);
  if (refusal === null && session.taskTitle === null && likely.length > 0) {
    session.begin(toChooseProcedure(likelyIds, { isGuess: true }));
    // Beginning a flow resets the count; this was a guess.
    return session.recordNoMatch(message.storableWords);
  }
  const { notUnderstood, notUnderstoodTyped } = session.wording.conversation;
  session.say(refusal ?? (question?.kind === "text" ? notUnderstoodTyped : notUnderstood));
  session.repeat();
}
