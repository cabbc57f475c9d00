import { selectValid } from "../../catalog/facts/window.ts";
import { toLocalDay } from "../../catalog/local-time.ts";
import { readMeasure } from "../../catalog/measures/read-measure.ts";
import type { PlaceMatch } from "../../catalog/places/find-places.ts";
import { findName } from "../../catalog/procedures/procedure.ts";
import { findEntitlements } from "../../catalog/understanding/asks/entitlements.ts";
import type { AskKind } from "../../catalog/vocabulary-schema.ts";
import { findNumberNearby } from "../conversations/number-to-call.ts";
import { toChooseProcedure } from "../conversations/transitions.ts";
import type { ConversationSession } from "../engine/session.ts";
import type { LocalizedContext } from "../engine/turn.ts";
import type { Utterance } from "./utterance.ts";

/** Questions that concern no procedure, and have an answer of their own. */

type Answer = (
  session: ConversationSession,
  utterance: Utterance,
  context: LocalizedContext,
) => void;

const answers: Readonly<Partial<Record<AskKind, Answer>>> = {
  ward_renamed: answerWard,
  old_papers: answerOldPapers,
  age_entitlement: answerEntitlement,
};

/** Wards that are named at most; more are asked about. */
const maxWards = 4;

/** Returns whether the sentence asks such a question; it has been answered then. */
export function answerOwnQuestion(
  session: ConversationSession,
  utterance: Utterance,
  context: LocalizedContext,
): boolean {
  const [first] = utterance.understanding.asked;
  const answer = first === undefined || first.kind === null ? undefined : answers[first.kind];
  if (answer === undefined) return false;
  answer(session, utterance, context);
  return true;
}

/** Today's name of a former ward, with its centre's address if that is known. */
function answerWard(
  session: ConversationSession,
  { understanding: { place = [] } }: Utterance,
  context: LocalizedContext,
): void {
  const { asks } = session.wording;
  if (place.length === 0) say(session, context, asks.whichWard);
  else if (place.length > maxWards)
    say(session, context, asks.whichOfWards(place.slice(0, maxWards)));
  else say(session, context, asks.wards(place.map((match) => describeWard(match, context))));
  session.recordOutcome("ward-renamed");
  session.repeat();
}

function describeWard(match: PlaceMatch, { catalog }: LocalizedContext) {
  const centre = [...catalog.points.values()].find(
    ({ ward_code: ward, kind, status, address }) =>
      ward === match.ward.code &&
      kind === "service_centre" &&
      status === "active" &&
      address !== null,
  );
  return { match, centre: centre?.address ?? null };
}

/** Whether papers with old names still hold, with the law that says so. */
function answerOldPapers(
  session: ConversationSession,
  { sentence }: Utterance,
  context: LocalizedContext,
): void {
  const { catalog, now } = context;
  const { asks } = session.wording;
  const { papers } = catalog.readSituation(sentence);
  const valid = selectValid(catalog.knownAnswers, toLocalDay(now));
  const named = valid.filter(({ id }) => papers.some((paper) => paper === id));
  const told = named.length > 0 ? named : valid.filter(({ id }) => id === "papers");
  const texts = told.map(({ say: text, basis, strength, procedure }) =>
    asks.known(
      text,
      basis,
      strength === "full text",
      procedure === null ? null : findName(catalog, procedure),
    ),
  );
  say(session, context, ...(texts.length === 0 ? [asks.unsure] : texts));
  session.recordOutcome("old-papers");
  session.repeat();
}

/** What somebody of that age and situation is entitled to, one line each, to choose from. */
function answerEntitlement(
  session: ConversationSession,
  { sentence }: Utterance,
  context: LocalizedContext,
): void {
  const { catalog, now } = context;
  const { asks } = session.wording;
  const age = readMeasure(sentence, "age", now);
  const { groups } = catalog.readSituation(sentence);
  const found = findEntitlements(catalog.procedures.values(), { age, groups }, toLocalDay(now));
  const lines = found.map(({ entitlement }) => entitlement.say);
  const isTold = age !== null || groups.size > 0;
  session.recordOutcome("entitlement");
  if (found.length === 0) {
    say(session, context, isTold ? asks.noBenefit : asks.tellAge);
    return session.repeat();
  }
  say(session, context, asks.benefits(lines, age !== null));
  if (session.taskTitle !== null) return session.repeat();
  session.begin(toChooseProcedure(found.map(({ procedure }) => procedure.id)));
}

/** Says it, with the number to call where it tells to ask. */
function say(session: ConversationSession, context: LocalizedContext, ...texts: string[]): void {
  const call = findNumberNearby({ ...context, ...session.location.state });
  session.say(session.wording.numbers.addNumber(texts, call).join("\n\n"));
}
