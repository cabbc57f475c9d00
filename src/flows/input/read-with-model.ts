import type { Intent } from "../../catalog/understanding/intent.ts";
import type { Option, Question } from "../engine/flow.ts";
import type { ReadingCandidate } from "../engine/ports.ts";
import type { ConversationSession } from "../engine/session.ts";
import type { LocalizedContext } from "../engine/turn.ts";
import type { Utterance } from "./handle-intent.ts";

/** A typed sentence, and the question that waits for an answer. */
interface OpenUtterance extends Utterance {
  readonly session: ConversationSession;
  readonly context: LocalizedContext;
  readonly question: Question | null;
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
 * Whether a language model may read the sentence: one is configured, and the rules neither decided on a procedure nor on
 * an option. It never reads a consent, or what may be confidential.
 */
export function mayAskModel({ session, context, question, understanding }: OpenUtterance): boolean {
  if (context.mayAskModel !== true || session.awaitsConfidentialAnswer) return false;
  if (question?.kind === "choice" && question.needsClearAnswer === true) return false;
  if (question?.kind === "text") return false;
  const { intent, decision, namesProcedure } = understanding;
  const isNamed = namesProcedure && decision.type === "winner";
  return !isNamed && !decidedIntents.has(intent);
}

/** Returns what the sentence means; null if the model cannot tell, undefined while it was not asked. */
export function readWithModel(message: OpenUtterance): ReadingCandidate | null | undefined {
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

export function optionsOf(question: Question | null): readonly Option[] {
  return question === null || question.kind === "text" ? [] : question.options;
}
