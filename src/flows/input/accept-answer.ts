import type { Question } from "../engine/flow.ts";
import { findToldNow, procedureOnTop, storeToldBeside } from "./keep-told.ts";
import { looksLikeQuestion, matchExactly } from "./match-option.ts";
import { readAnswer } from "./read-answer.ts";
import type { TypedMessage } from "./typed-message.ts";

/** One of the question's own answers: "dung" without marks means "đúng" if that is an option, otherwise the command "dừng". */
export function acceptExactAnswer({ session, said }: TypedMessage, question: Question): boolean {
  if (question.kind === "text") return false;
  const option = matchExactly(question.options, said, question);
  if (option !== null) session.answer(question, { value: option.value });
  return option !== null;
}

export function acceptAnswer(message: TypedMessage, question: Question): boolean {
  const { session, parsedAnswer } = message;
  if (!parsedAnswer.ok) return false;
  storeToldBeside(session, question.id, findToldNow(message));
  session.answer(question, parsedAnswer);
  return true;
}

/** A sentence that answers the question in a story, perhaps with others that come later. */
export function acceptTold(message: TypedMessage, question: Question): boolean {
  const told = findToldNow(message);
  const value = told.get(question.id);
  if (value === undefined) return false;
  storeToldBeside(message.session, question.id, told);
  message.session.answer(question, { value });
  return true;
}

/** A sentence that answers only questions that come later: it is read back, and the waiting one is asked again. */
export function acceptToldBeside(message: TypedMessage, question: Question): boolean {
  const { session, said } = message;
  const procedure = procedureOnTop(session);
  const { decision } = message.understanding;
  const isOfThis = message.isWeakWish || (decision.type === "winner" && decision.id === procedure);
  if (procedure === null || !isOfThis || looksLikeQuestion(said)) return false;
  const told = findToldNow(message);
  if (!storeToldBeside(session, question.id, told)) return false;
  const { readBack, heardOne } = session.wording.procedure;
  const { questions = [] } = message.context.catalog.guides.get(procedure) ?? {};
  const heard = questions.flatMap(({ id, ask, options }) => {
    const option = options[told.get(id) ?? ""];
    return option === undefined ? [] : [readBack(ask, option.full ?? option.label)];
  });
  session.say(heardOne(heard));
  session.recordOutcome("aside");
  session.repeat();
  return true;
}

/** The name of the task itself again: it goes on. */
export function goOnWithTask({ session, understanding }: TypedMessage): boolean {
  const { decision, namesProcedure, intent } = understanding;
  const isNamed = namesProcedure && intent === "steps" && decision.type === "winner";
  if (!isNamed || decision.id !== procedureOnTop(session)) return false;
  session.recordOutcome("aside");
  session.repeat();
  return true;
}

/** The answer to a question that the service interrupted to offer a person, or to answer something else. */
export function acceptLateAnswer({ session, said, context }: TypedMessage): boolean {
  const question = session.interruptedQuestion;
  if (question === null) return false;
  const parsed = readAnswer(question, said, context);
  if (!parsed.ok) return false;
  session.stack.dropPassing();
  // A yes to what was asked since must not become a consent.
  if (question.kind === "choice" && question.needsClearAnswer) session.repeat();
  else session.answer(question, parsed);
  return true;
}
