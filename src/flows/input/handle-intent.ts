import type { Understanding } from "../../catalog/understanding/understand.ts";
import { encodedPlace } from "../conversations/find-point.ts";
import { procedureOf } from "../conversations/procedure.ts";
import { encodeTime } from "../conversations/visit-time.ts";
import { isChoosing } from "../engine/frames.ts";
import type { ConversationSession } from "../engine/session.ts";
import type { LocalizedContext } from "../engine/turn.ts";
import { shortAnswer } from "./short-answers.ts";
import { findSmalltalkReply } from "./smalltalk.ts";

/** A sentence and what it came to. */
export interface Told {
  readonly sentence: string;
  readonly understood: Understanding;
}

/** Follows a wish that concerns no procedure in particular; false where the sentence holds none. */
export function followWish(
  talk: ConversationSession,
  told: Told,
  context: LocalizedContext,
): boolean {
  const { intent, dossierCode = null } = told.understood;
  switch (intent) {
    case "emergency":
      return remark(
        talk,
        "emergency",
        talk.wording.asked.emergency(told.understood.emergencyServices ?? []),
      );
    case "person":
      talk.begin({ flow: "handoff", answers: [["@why", "asked"]] });
      return true;
    case "menu":
      talk.begin({ flow: "menu" });
      return true;
    case "dossier_status":
      talk.begin({
        flow: "dossier",
        answers: dossierCode === null ? [] : [["@code", dossierCode]],
      });
      return true;
    case "nearest_point":
    case "hours":
      seekPoint(talk, told, context);
      return true;
    case "smalltalk":
      return remark(
        talk,
        "courtesy",
        findSmalltalkReply(told.sentence, talk.wording) ?? talk.wording.asked.aboutMe,
      );
    case "out_of_scope":
      return remark(
        talk,
        "out-of-scope",
        findSmalltalkReply(told.sentence, talk.wording) ?? talk.wording.asked.outOfScope,
      );
    default:
      return false;
  }
}

/** Answers a question about the procedure at hand, and asks on; false where it is about another, or none is at hand. */
export function answerAside(
  talk: ConversationSession,
  { sentence, understood }: Told,
  context: LocalizedContext,
): boolean {
  const { intent, decision, namesProcedure: named } = understood;
  const current = procedureOf(named ? talk.frame : talk.subject);
  if (current === null || (decision.type === "winner" && decision.id !== current)) return false;
  const answer = shortAnswer(intent, sentence, current, context);
  if (answer === null || intent === "steps") return false;
  // Offered a choice, the resident asks on about the work that waits: the choice is over.
  if (isChoosing(talk.frame)) talk.stack.dropPassing();
  return remark(talk, "aside", answer);
}

/** Begins a procedure; what was asked of it is answered first. */
export function beginAnswering(
  talk: ConversationSession,
  id: string,
  told: Told,
  context: LocalizedContext,
): void {
  const asksForAll =
    told.understood.intent === "steps" || told.understood.intent === "account_help";
  const answer = asksForAll
    ? null
    : shortAnswer(told.understood.intent, told.sentence, id, context);
  if (answer !== null) talk.say(answer);
  talk.begin({ flow: `procedure:${id}` });
}

/** Says something, and asks once more what was asked. */
function remark(talk: ConversationSession, outcome: string, text: string): true {
  talk.say(text);
  talk.note(outcome);
  talk.repeat();
  return true;
}

/** Where the resident is already looking: "mấy giờ đóng cửa" asks of the points just shown. */
function placeAtHand({ frame }: ConversationSession): [string, string][] {
  if (frame?.flow !== "find-point") return [];
  return frame.answers.filter(([step]) => step === "place" || step === "which");
}

/** To the points, with what is known already of the procedure, the place and the time. */
function seekPoint(
  talk: ConversationSession,
  { sentence, understood }: Told,
  context: LocalizedContext,
): void {
  const { decision, place, time, intent } = understood;
  const procedure = decision.type === "winner" ? decision.id : procedureOf(talk.frame);
  const where = place === undefined ? null : encodedPlace(place, sentence);
  const answers: [string, string][] = [];
  if (procedure !== null) answers.push(["@procedure", procedure]);
  if (where !== null) answers.push(["place", where]);
  else answers.push(...placeAtHand(talk));
  if (time !== undefined) answers.push(["when", encodeTime(time, context.now)]);
  else if (intent === "hours") answers.push(["@when", "any"]);
  talk.begin({ flow: "find-point", answers });
}
