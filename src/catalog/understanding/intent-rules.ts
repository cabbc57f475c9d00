import { asksDeadlineOfEvent, asksWithOwnAnswer, firstAsked } from "./asks/ask-rules.ts";
import type { Evidence } from "./evidence.ts";
import type { Intent } from "./intent.ts";
import * as procedure from "./procedure-rules.ts";
import * as service from "./service-rules.ts";

/** A rule that gives an intent to the sentences on which its condition holds; null: this rule does not hold. */
interface IntentRule {
  readonly name: string;
  readonly intentOf: (evidence: Evidence) => Intent | null;
}

/**
 * The rules in their order: the first that holds decides. What must not wait comes first, then what concerns no
 * procedure in particular, then what is asked about a procedure, then the procedure itself; see docs/understanding.md.
 */
const rules: readonly IntentRule[] = [
  when("somebody is in danger now", service.isEmergency, "emergency"),
  when("tells of a fraud", service.isFraud, "out_of_scope"),
  when("wants to speak with a person", service.wantsPerson, "person"),
  when("wants the menu", service.wantsMenu, "menu"),
  when("asks for the status of a dossier", service.asksStatus, "dossier_status"),
  when("says nothing but courtesies", service.isSmalltalk, "smalltalk"),
  { name: "asks about wards, old papers or benefits as such", intentOf: asksWithOwnAnswer },
  when("asks by when after an event", asksDeadlineOfEvent, "time"),
  when("asks for a point nearby or for help", service.asksNearestPoint, "nearest_point"),
  when("asks for opening hours", service.asksHours, "hours"),
  when("is about something else", service.isOutOfScope, "out_of_scope"),
  when("asks where an office is", service.asksOffice, "nearest_point"),
  when("has trouble with an account", procedure.hasAccountTrouble, "account_help"),
  when("asks for one place or another", procedure.comparesPlaces, "where"),
  {
    name: "asks with a question word, and the classifier does not deny it",
    intentOf: (evidence) => procedure.unlessDenied(evidence, firstAsked(evidence), "word"),
  },
  {
    name: "asks a yes/no question about something, and the classifier does not deny it",
    intentOf: (evidence) =>
      firstAsked(evidence) === null
        ? procedure.unlessDenied(evidence, yesNoAboutSomething(evidence), "yesNo")
        : null,
  },
  {
    name: "asks something, and the classifier is sure what",
    intentOf: (evidence) => procedure.readByClassifier(evidence, "besideWords"),
  },
  // If several things are asked, the first counts; a question word beats a yes/no question.
  { name: "asks with a question word, or as clearly", intentOf: firstAsked },
  {
    name: "asks a yes/no question about documents, a place, the internet or the steps",
    intentOf: yesNoAboutSomething,
  },
  when("asks who may, or what follows", procedure.asksEntitlement, "eligibility"),
  when("asks for the online way", procedure.asksOnline, "online"),
  when("asks how it is done", procedure.asksSteps, "steps"),
  when("asks whether it may or must be done", procedure.asksEligibility, "eligibility"),
  when("asks how much money", procedure.asksPrice, "fee"),
  when("asks how much of something else", procedure.asksMeasure, "eligibility"),
  {
    name: "asks in no such word, but the classifier guesses what",
    intentOf: (evidence) => procedure.readByClassifier(evidence, "besideNothing"),
  },
  when("names one procedure to be done", procedure.wantsProcedure, "steps"),
  when("says too little", () => true, "clarify"),
];

/** Chooses the intent of a sentence by the first rule that holds. */
export function chooseIntent(evidence: Evidence): Intent {
  for (const { intentOf } of rules) {
    const intent = intentOf(evidence);
    if (intent !== null) return intent;
  }
  return "clarify";
}

function when(name: string, holds: (evidence: Evidence) => boolean, intent: Intent): IntentRule {
  return { name, intentOf: (evidence) => (holds(evidence) ? intent : null) };
}

function yesNoAboutSomething({ yesNo }: Evidence): Intent | null {
  return yesNo === "entitlement" ? null : yesNo;
}
