import { isAboutProcedure } from "../../catalog/understanding/intent.ts";
import type { Understanding } from "../../catalog/understanding/understand.ts";
import { placeIn } from "../conversations/find-point.ts";
import { procedureOf } from "../conversations/procedure.ts";
import type { ParsedAnswer, Question, Transition } from "../engine/flow.ts";
import { backOne } from "../engine/frames.ts";
import { maxTypedLength } from "../engine/input.ts";
import type { ConversationSession } from "../engine/session.ts";
import { conversationLimits } from "../engine/state.ts";
import type { LocalizedContext as Context } from "../engine/turn.ts";
import { type Command, findCommand } from "./commands.ts";
import { transitionForDossierPhrase } from "./dossier-phrases.ts";
import { answerAside, beginAnswering, followWish, type Told } from "./handle-intent.ts";
import { isNumbered, matchExactly, matchOption } from "./match-option.ts";

/**
 * Reads typed words as the first of these that they are: an option of the question, a command, a dossier or personal data, an emergency, a procedure's name where
 * one is asked for, an answer, a late answer, a question about the procedure at hand, a wish, another procedure.
 */
export function readTyped(talk: ConversationSession, text: string, context: Context): void {
  const typed = text.normalize("NFC").trim();
  if (typed.length > maxTypedLength) talk.say(talk.wording.conversation.tooLong);
  const sentence = typed.slice(0, maxTypedLength);

  const question = talk.question();
  const exact = exactAnswer(question, sentence);
  if (question !== null && exact !== null) return talk.answer(question, exact);
  const command = findCommand(sentence);
  if (command !== null) return obey(talk, command);
  const dossier = transitionForDossierPhrase(sentence);
  if (dossier !== null) return talk.begin(dossier);
  const told = { sentence, understood: understand(talk, sentence, context) };
  // The question that it answers is lost with its conversation.
  if (question === null && isNumbered(sentence)) return talk.begin({ flow: "menu" });
  if (question === null) return follow(talk, told, context, null);
  if (sentence.toLowerCase() === talk.wording.conversation.more.toLowerCase())
    return talk.turnPage(question);

  if (told.understood.intent === "emergency" && followWish(talk, told, context)) return;
  const named = nameIn(question, told);
  if (named !== null) return beginAnswering(talk, named, told, context);
  const parsed = parseAnswer(question, sentence);
  if (parsed.ok) return talk.answer(question, parsed);
  if (parsed.meant) return misunderstand(talk, told, parsed.say);
  if (answersLate(talk, sentence) || answerAside(talk, told, context)) return;
  follow(talk, told, context, parsed.say);
}

function understand(
  talk: ConversationSession,
  sentence: string,
  { catalog, now }: Context,
): Understanding {
  return catalog.understand(sentence, { now, procedure: procedureOf(talk.subject) });
}

/** The procedure that the words name where a question is open to any, rather than one of its options. */
function nameIn(question: Question, { understood }: Told): string | null {
  if (question.kind !== "choice" || question.open !== true) return null;
  const { intent, decision, namesProcedure: named } = understood;
  return isAboutProcedure(intent) && named && decision.type === "winner" ? decision.id : null;
}

/** One of the question's own answers: "dung" without marks says "đúng" where that is one, else "dừng". */
function exactAnswer(question: Question | null, sentence: string): { value: string } | null {
  if (question === null || question.kind === "text") return null;
  const option = matchExactly(question.options, sentence);
  return option === null ? null : { value: option.value };
}

function parseAnswer(question: Question, words: string): ParsedAnswer {
  if (question.kind !== "text") {
    const option = matchOption(question.options, words);
    if (option !== null) return { ok: true, value: option.value };
  }
  return question.parse?.(words) ?? { ok: false, say: null };
}

/** The answer may come after we had offered a person, or told of something else. */
function answersLate(talk: ConversationSession, words: string): boolean {
  const beneath = talk.questionBeneath();
  const parsed = beneath === null ? null : parseAnswer(beneath, words);
  if (beneath === null || parsed?.ok !== true) return false;
  talk.stack.dropPassing();
  talk.answer(beneath, parsed);
  return true;
}

/** Follows what the words came to; `refusal` explains why they are no answer to what was asked. */
function follow(
  talk: ConversationSession,
  told: Told,
  context: Context,
  refusal: string | null,
): void {
  const { decision, namesProcedure: named } = told.understood;
  const current = procedureOf(talk.subject);
  const isNamed = named && decision.type === "winner";
  const place = refusal === null && !isNamed ? placeIn(told.sentence, context) : null;
  if (place !== null) return talk.begin(nearestTo(place, current));
  if (followWish(talk, told, context)) return;
  if (decision.type === "winner" && decision.id !== current) {
    if (talk.waitingTitle() === null) return beginAnswering(talk, decision.id, told, context);
    return talk.begin({ flow: "aside", answers: [["@about", decision.id]] });
  }
  const isOwn = decision.type === "choice" && decision.ids.some((id) => id === current);
  if (decision.type === "choice" && refusal === null && !isOwn) {
    return talk.begin({ flow: "choose", answers: [["@ids", decision.ids.join(",")]] });
  }
  misunderstand(talk, told, refusal);
}

/** A place typed without a word is answered as a shared location is: at once, with the nearest points. */
function nearestTo(place: string, procedure: string | null): Transition {
  const about = procedure === null ? [] : [["@procedure", procedure] as const];
  return { flow: "find-point", answers: [...about, ["place", place], ["@when", "any"]] };
}

/** Two misunderstandings in a row offer a person and the nearest point; the first, what may have been meant. */
function misunderstand(
  talk: ConversationSession,
  { understood }: Told,
  refusal: string | null,
): void {
  talk.missed(understood.knownWords);
  if (talk.misses >= conversationLimits.missesBeforePerson) {
    return talk.begin({ flow: "handoff", answers: [["@why", "missed"]] });
  }
  const likely = understood.results.filter(({ score }) => score >= minLikeness).slice(0, maxLikely);
  if (refusal === null && talk.waitingTitle() === null && likely.length > 0) {
    talk.begin({
      flow: "choose",
      answers: [
        ["@ids", idsOf(likely)],
        ["@unsure", ""],
      ],
    });
    // Beginning something counts as understanding; this was a guess.
    return talk.missed(understood.knownWords);
  }
  const typed = talk.question()?.kind === "text";
  const { notUnderstood, notUnderstoodTyped } = talk.wording.conversation;
  talk.say(refusal ?? (typed ? notUnderstoodTyped : notUnderstood));
  talk.repeat();
}

function idsOf(results: Understanding["results"]): string {
  return results.map(({ id }) => id).join(",");
}

/** What is offered as perhaps meant: not what shares a stray syllable. */
const minLikeness = 0.25;
const maxLikely = 3;

function obey(talk: ConversationSession, command: Command): void {
  talk.note(command);
  switch (command) {
    case "menu":
      return talk.begin({ flow: "menu" });
    case "person":
      return talk.begin({ flow: "handoff", answers: [["@why", "asked"]] });
    case "nearest":
      return talk.begin({ flow: "find-point" });
    case "repeat":
      return talk.repeat();
    case "back":
      return goBack(talk);
    case "cancel":
      return cancel(talk);
    case "resume":
      return resume(talk);
  }
}

function goBack(talk: ConversationSession): void {
  const frame = talk.frame;
  const earlier = frame === undefined ? null : backOne(frame);
  if (earlier !== null) return talk.putBack(earlier);
  if (talk.stack.hasBeneath) return talk.leave();
  talk.say(talk.wording.conversation.backAtStart);
  talk.repeat();
}

function cancel(talk: ConversationSession): void {
  const title = talk.waitingTitle();
  if (title !== null) talk.say(talk.wording.conversation.cancelled(title));
  talk.stack.dropWork();
  talk.begin({ flow: "menu" });
}

function resume(talk: ConversationSession): void {
  const { nothingToResume, resumed } = talk.wording.conversation;
  const title = talk.waitingTitle();
  talk.stack.dropPassing();
  talk.say(title === null ? nothingToResume : resumed(title));
  talk.advance();
}
