import { ageEntries, toldKey, toldStep } from "../conversations/told-answers.ts";
import type { StoredAnswer } from "../engine/flow.ts";
import type { ConversationSession } from "../engine/session.ts";
import type { Said } from "./said.ts";
import type { Utterance } from "./utterance.ts";

/** As many procedures as a choice offers. */
const maxProcedures = 3;
/** A shorter sentence is only the answer to what was asked. */
const minWords = 4;

/** Keeps the facts that a sentence tells, for the procedures that it may be about. */
export function keepTold(
  session: ConversationSession,
  { told }: Pick<Utterance, "told">,
  procedureIds: readonly string[],
): void {
  if (session.awaitsConfidentialAnswer) return;
  for (const id of procedureIds.slice(0, maxProcedures)) {
    for (const [question, value] of told.answersFor(id)) {
      session.told.remember(toldKey(id, question), value);
    }
  }
  for (const [key, value] of ageEntries(told)) session.told.remember(key, value);
}

/** Returns the facts for the procedure whose question waits; none if the sentence is only its answer. */
export function findToldNow(
  message: Pick<Utterance, "told"> & {
    readonly session: ConversationSession;
    readonly said: Said;
  },
): ReadonlyMap<string, string> {
  const procedure = procedureOnTop(message.session);
  if (procedure === null || message.said.words.length < minWords) return new Map();
  return message.told.answersFor(procedure);
}

/** The procedure whose questions are asked just now. */
export function procedureOnTop({ stack }: ConversationSession): string | null {
  return /^procedure:(.+)$/.exec(stack.top?.flow ?? "")?.[1] ?? null;
}

/** Stores what a sentence tells beside its answer to the waiting question; returns whether that is anything. */
export function storeToldBeside(
  session: ConversationSession,
  questionId: string,
  told: ReadonlyMap<string, string>,
): boolean {
  const answered = new Set(session.stack.top?.answers.map(([step]) => step));
  const facts = [...told].flatMap(([id, value]): StoredAnswer[] =>
    id === questionId || answered.has(id) ? [] : [[toldStep(id), value]],
  );
  if (facts.length > 0) session.stack.store(facts, []);
  return facts.length > 0;
}
