import type { Intent } from "../../catalog/understanding/intent.ts";
import { optionsOf, type Question } from "../engine/flow.ts";
import type { ReadingCandidate } from "../engine/ports.ts";
import type { ConversationSession } from "../engine/session.ts";
import type { LocalizedContext } from "../engine/turn.ts";
import { turnToProcedure } from "./begin-procedure.ts";
import type { Utterance } from "./utterance.ts";

/** A typed sentence, and the question that waits for an answer. */
interface OpenUtterance extends Utterance {
  readonly session: ConversationSession;
  readonly context: LocalizedContext;
  readonly question: Question | null;
  /** Why the sentence is no answer to the question; null if there is nothing to explain. */
  readonly refusal: string | null;
}

/** What these ask is clear: the rules answer it. */
const decidedIntents: ReadonlySet<Intent> = new Set([
  ...(["emergency", "person", "menu", "dossier_status", "nearest_point", "hours"] as const),
  ...(["smalltalk"] as const),
]);
const maxCandidates = 10;
/** So many of them are procedures; the others are the options of the waiting question. */
const maxProcedures = 3;

/**
 * Asks a language model where there is one, if the rules cannot decide between procedures or options. Returns whether it
 * has handled the message.
 */
export function followModel(message: OpenUtterance): boolean {
  if (message.refusal !== null || !mayAskModel(message)) return false;
  const chosen = readWithModel(message);
  if (chosen === undefined) return true;
  if (chosen === null) return false;
  const { session, question, context } = message;
  if (chosen.kind === "procedure") {
    turnToProcedure(session, chosen.id, message, context);
    return true;
  }
  const option = optionsOf(question).find(({ value }) => value === chosen.id);
  if (question === null || option === undefined) return false;
  session.say(session.wording.conversation.understoodAs(option.full ?? option.label));
  session.answer(question, { value: option.value });
  return true;
}

/**
 * Whether a language model may read the sentence: one is configured, and the rules neither decided on a procedure nor on
 * an option. It never reads a consent, or what may be confidential.
 */
function mayAskModel({ session, context, question, understanding }: OpenUtterance): boolean {
  if (context.mayAskModel !== true || session.awaitsConfidentialAnswer) return false;
  if (question?.kind === "choice" && question.needsClearAnswer === true) return false;
  if (question?.kind === "text") return false;
  const { intent, decision, namesProcedure } = understanding;
  const isNamed = namesProcedure && decision.type === "winner";
  return !isNamed && !decidedIntents.has(intent);
}

/** Returns what the sentence means; null if the model cannot tell, undefined while it was not asked. */
function readWithModel(message: OpenUtterance): ReadingCandidate | null | undefined {
  const { session, sentence, context, question, understanding } = message;
  const procedures = understanding.results.slice(0, maxProcedures);
  const options = optionsOf(question).slice(0, maxCandidates - procedures.length);
  const candidates = [
    ...options.map(({ value, label, full }) => ({
      kind: "option" as const,
      id: value,
      text: full ?? label,
    })),
    ...procedures.map(({ id, name }) => ({ kind: "procedure" as const, id, text: name })),
  ];
  if (candidates.length === 0) return null;
  return session.askModel({
    port: "language.read",
    sentence: context.catalog.hidePersonalDetails(sentence),
    question: question === null ? null : question.ask,
    candidates,
  });
}
