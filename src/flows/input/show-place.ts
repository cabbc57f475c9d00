import { findPlainPlace } from "../conversations/search-origin.ts";
import { toFindPoint } from "../conversations/transitions.ts";
import type { ConversationSession } from "../engine/session.ts";
import type { LocalizedContext } from "../engine/turn.ts";
import { isSelf } from "./courtesy-words.ts";
import { currentProcedure } from "./current-procedure.ts";
import type { Said } from "./said.ts";
import type { Utterance } from "./utterance.ts";

interface TypedPlace extends Utterance {
  readonly session: ConversationSession;
  readonly said: Said;
  readonly context: LocalizedContext;
  /** Why it is no answer to the waiting question. */
  readonly refusal: string | null;
}

/** A place typed without another word is answered like a shared location: at once, with the nearest points. */
export function showPointsAtPlace(message: TypedPlace): boolean {
  const { session, sentence, said, context } = message;
  const { namesProcedure, decision } = message.understanding;
  const isProcedure = namesProcedure && decision.type === "winner";
  // "Con tôi" begins a story, even if a ward's former name sounds like it.
  if (message.refusal !== null || isProcedure || said.words.every(isSelf)) return false;
  const place = findPlainPlace(sentence, context);
  if (place === null) return false;
  const current = currentProcedure(session);
  session.begin(
    toFindPoint(current, [
      ["place", place],
      ["@when", "any"],
    ]),
  );
  return true;
}
