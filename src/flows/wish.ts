import type { Understanding } from "../catalog/understand.ts";
import { shortAnswer } from "./asked.ts";
import { courtesyTo } from "./courtesy.ts";
import { answerDossierStatus } from "./dossier-status.ts";
import { encodedPlace } from "./find-point.ts";
import { procedureOf } from "./procedure.ts";
import type { Talk } from "./talk.ts";
import type { SpokenContext } from "./turn.ts";
import { encodeTime } from "./visit-time.ts";

/** A sentence and what it came to. */
export interface Told {
  readonly sentence: string;
  readonly understood: Understanding;
}

/** Follows a wish that concerns no procedure in particular; false where the sentence holds none. */
export function followWish(talk: Talk, told: Told, context: SpokenContext): boolean {
  const { intent, dossierCode = null } = told.understood;
  switch (intent) {
    case "emergency":
      return remark(
        talk,
        "emergency",
        talk.wording.asked.emergency(told.understood.services ?? []),
      );
    case "person":
      talk.begin({ flow: "handoff", answers: [["@why", "asked"]] });
      return true;
    case "menu":
      talk.begin({ flow: "menu" });
      return true;
    case "dossier_status":
      answerDossierStatus(talk, dossierCode);
      return true;
    case "nearest_point":
    case "hours":
      seekPoint(talk, told, context);
      return true;
    case "smalltalk":
      return remark(
        talk,
        "courtesy",
        courtesyTo(told.sentence, talk.wording) ?? talk.wording.asked.aboutMe,
      );
    case "out_of_scope":
      return remark(talk, "out-of-scope", talk.wording.asked.outOfScope);
    default:
      return false;
  }
}

/** Answers a question about the procedure at hand, and asks on; false where it is about another, or none is at hand. */
export function answerAside(
  talk: Talk,
  { sentence, understood }: Told,
  context: SpokenContext,
): boolean {
  const current = procedureOf(talk.frame);
  const { intent, decision } = understood;
  if (current === null || (decision.type === "winner" && decision.id !== current)) return false;
  const answer = shortAnswer(intent, sentence, current, context);
  return answer !== null && intent !== "steps" && remark(talk, "aside", answer);
}

/** Begins a procedure; what was asked of it is answered first. */
export function beginAnswering(talk: Talk, id: string, told: Told, context: SpokenContext): void {
  const asksForAll =
    told.understood.intent === "steps" || told.understood.intent === "account_help";
  const answer = asksForAll
    ? null
    : shortAnswer(told.understood.intent, told.sentence, id, context);
  if (answer !== null) talk.say(answer);
  talk.begin({ flow: `procedure:${id}` });
}

/** Says something, and asks once more what was asked. */
function remark(talk: Talk, outcome: string, text: string): true {
  talk.say(text);
  talk.note(outcome);
  talk.repeat();
  return true;
}

/** To the points, with what is known already of the procedure, the place and the time. */
function seekPoint(talk: Talk, { sentence, understood }: Told, context: SpokenContext): void {
  const { decision, place, time, intent } = understood;
  const procedure = decision.type === "winner" ? decision.id : procedureOf(talk.frame);
  const where = place === undefined ? null : encodedPlace(place, sentence);
  const answers: [string, string][] = [];
  if (procedure !== null) answers.push(["@procedure", procedure]);
  if (where !== null) answers.push(["place", where]);
  if (time !== undefined) answers.push(["when", encodeTime(time, context.now)]);
  else if (intent === "hours") answers.push(["@when", "any"]);
  talk.begin({ flow: "find-point", answers });
}
