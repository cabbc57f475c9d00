import { isListedId } from "../../catalog/listed/listed-procedure.ts";
import { maxChoices } from "../../catalog/search/decide.ts";
import type { Courtesy } from "../../catalog/vocabulary-schema.ts";
import type { Wording } from "../../wording/wording.ts";
import { buildFullChecklist } from "../conversations/checklist-now.ts";
import { procedureOf } from "../conversations/procedure.ts";
import { encodeFoundPlace } from "../conversations/search-origin.ts";
import {
  toChooseProcedure,
  toDossier,
  toFindPoint,
  toHandoff,
  toMenu,
} from "../conversations/transitions.ts";
import { encodeTime } from "../conversations/visit-time.ts";
import type { StoredAnswer } from "../engine/flow.ts";
import { runsFlow } from "../engine/frame-stack.ts";
import type { ConversationSession } from "../engine/session.ts";
import type { LocalizedContext } from "../engine/turn.ts";
import { answerAsked } from "./answer-asked.ts";
import { answersAbout, currentProcedure, isChoosing, tellingOf } from "./current-procedure.ts";
import { answerDeadline } from "./deadline-answer.ts";
import { saysDay } from "./told-day.ts";
import type { Utterance } from "./utterance.ts";

/** How the service answers a sentence that is nothing but a courtesy or an insult. */
const courtesyReplies = {
  thanks: "thanked",
  agreement: "agreed",
  farewell: "parted",
  insult: "scolded",
  greeting: "greeted",
} as const satisfies Record<Courtesy, keyof Wording["conversation"]>;

/** So many of the resident's latest lines are what the conversation is about just now. */
const recentLines = 2;

/** Handles an intent that concerns no particular procedure. Returns false if the sentence has none. */
export function handleIntent(
  session: ConversationSession,
  utterance: Utterance,
  context: LocalizedContext,
): boolean {
  const { intent, dossierCode = null } = utterance.understanding;
  const { asked } = session.wording;
  const courtesy = context.catalog.findCourtesy(utterance.sentence);
  const smalltalkReply =
    courtesy === null ? null : session.wording.conversation[courtesyReplies[courtesy]];
  switch (intent) {
    case "emergency":
      answerEmergency(session, utterance, context);
      return true;
    case "person":
      session.begin(toHandoff("asked"));
      return true;
    case "menu":
      session.begin(toMenu);
      return true;
    case "dossier_status":
      session.begin(toDossier(dossierCode));
      return true;
    case "nearest_point":
    case "hours":
      findPoint(session, utterance, context);
      return true;
    case "smalltalk":
      answerAndRepeat(session, "courtesy", smalltalkReply ?? asked.aboutMe);
      return true;
    case "out_of_scope":
      if (smalltalkReply === null && offerDespite(session, utterance, asked.outOfScope))
        return true;
      answerAndRepeat(session, "out-of-scope", smalltalkReply ?? asked.outOfScope);
      return true;
    default:
      return false;
  }
}

/** What is refused is offered nevertheless if it scores so much. */
const minOfferedScore = 0.55;

/** Says that the wish is none of ours, but offers what it may have meant; returns false if that is nothing. */
function offerDespite(
  session: ConversationSession,
  { understanding: { results } }: Utterance,
  refusal: string,
): boolean {
  const isLikely = (results[0]?.score ?? 0) >= minOfferedScore;
  if (session.taskTitle !== null || !isLikely) return false;
  const ids = results.slice(0, maxChoices).map(({ id }) => id);
  session.say(refusal);
  session.recordOutcome("out-of-scope");
  session.begin(toChooseProcedure(ids, { isGuess: true }));
  return true;
}

/**
 * Answers a question about the current procedure, and repeats the waiting question. Returns false if it is about another
 * procedure, or there is no current one.
 */
export function answerDigression(
  session: ConversationSession,
  utterance: Utterance,
  context: LocalizedContext,
): boolean {
  const { intent, decision, namesProcedure } = utterance.understanding;
  const current = namesProcedure ? procedureOf(session.stack.top) : currentProcedure(session);
  if (current === null || (decision.type === "winner" && decision.id !== current)) return false;
  const answer = answerAsked(
    { sentence: utterance.sentence, asked: utterance.understanding.asked },
    current,
    { ...context, ...session.location.state },
    tellingOf(session),
    answersAbout(session, current),
  );
  if (answer === null || (intent === "steps" && !isListedId(current))) return false;
  // The resident was offered a choice but asks on about the waiting task: the choice is over.
  if (isChoosing(session)) session.stack.dropPassing();
  answerAndRepeat(session, "aside", answer);
  return true;
}

/** Counts the deadline of the current procedure if one was asked for just before, and now the day is told. */
export function answerDayOfDeadline(
  session: ConversationSession,
  { sentence }: Utterance,
  context: LocalizedContext,
): boolean {
  const { catalog, now } = context;
  const current = currentProcedure(session);
  const deadlines = catalog.procedures.get(current ?? "")?.deadlines;
  if (current === null || deadlines === undefined || !saysDay(sentence, now)) return false;
  const earlier = tellingOf(session).said.filter((said) => said !== sentence);
  const isAsked = earlier
    .slice(-recentLines)
    .flatMap((said) => catalog.understand(said, { now, procedure: current }).asked)
    .some(({ kind }) => kind === "deadline");
  if (!isAsked) return false;
  const about = { ...context, ...session.location.state };
  const checklist = buildFullChecklist(current, about, answersAbout(session, current));
  if (checklist === null) return false;
  const question = { about: checklist, sentence, context: about, telling: tellingOf(session) };
  answerAndRepeat(session, "aside", answerDeadline(question));
  return true;
}

/** The number to call and nothing else: the waiting question is not asked again, but still open. */
function answerEmergency(
  session: ConversationSession,
  { understanding: { emergencyServices = [], why } }: Utterance,
  { catalog }: LocalizedContext,
): void {
  const { asked } = session.wording;
  const calls = emergencyServices.flatMap((each) => catalog.emergencyCalls.get(each) ?? []);
  const different = [...new Map(calls.map((call) => [call.number, call])).values()];
  session.say(why === "self_harm" ? asked.selfHarm(different) : asked.emergency(different));
  session.recordOutcome("emergency");
}

function answerAndRepeat(session: ConversationSession, outcome: string, text: string): void {
  session.say(text);
  session.recordOutcome(outcome);
  session.repeat();
}

/** Begins to look for points, with what is already known of the procedure, the place and the time. */
function findPoint(
  session: ConversationSession,
  { sentence, understanding }: Utterance,
  context: LocalizedContext,
): void {
  const { decision, place, time, intent } = understanding;
  const procedure = decision.type === "winner" ? decision.id : procedureOf(session.stack.top);
  const namedPlace = place === undefined ? null : encodeFoundPlace(place, sentence);
  const answers: StoredAnswer[] =
    namedPlace === null ? [...currentPlace(session)] : [["place", namedPlace]];
  if (time !== undefined) answers.push(["when", encodeTime(time, context.now)]);
  else if (intent === "hours") answers.push(["@when", "any"]);
  session.begin(toFindPoint(procedure, answers));
}

/** Where the resident is already looking: "mấy giờ đóng cửa" asks about the points just shown. */
function currentPlace({ stack: { top } }: ConversationSession): readonly StoredAnswer[] {
  if (top === undefined || !runsFlow(top, "find-point")) return [];
  return top.answers.filter(([step]) => step === "place" || step === "which");
}
