import { findContact } from "./conversations/handoff.ts";
import { fallbackFlow } from "./engine/flow.ts";
import type { ConversationInput } from "./engine/input.ts";
import { emptyState } from "./engine/muting.ts";
import type { ConversationState } from "./engine/state.ts";
import type { LocalizedContext, TurnResult } from "./engine/turn.ts";

/**
 * Apologises for a message that no turn can be run for, and says what to do. The conversation goes on where it was, unless
 * it is what fails: then it begins again, because every further message would fail too. `converse` runs a turn on it.
 */
export function apologize(
  state: ConversationState | null,
  context: LocalizedContext,
  converse: (input: ConversationInput) => unknown,
): TurnResult {
  const usable = state !== null && succeeds(() => converse({ type: "text", text: "menu" }));
  const next = usable ? state : emptyWith(state);
  const { language, wording } = context;
  const texts = [wording.conversation.failed, ...contactOf(next, context)];
  return {
    state: next,
    messages: texts.map((text) => ({ type: "text", text, ...(language === "en" && { language }) })),
    fact: {
      flow: next.frames.at(-1)?.flow ?? fallbackFlow,
      step: "",
      outcome: "failed",
      point: next.point,
      missedWords: [],
    },
  };
}

/** The language stays: it is the resident's, and no flow depends on it. */
function emptyWith(state: ConversationState | null): ConversationState {
  return { ...emptyState, ...(state?.language !== undefined && { language: state.language }) };
}

function contactOf(state: ConversationState, context: LocalizedContext): string[] {
  const contact = findContact({ ...context, point: state.point, place: state.place });
  return contact === null ? [] : [contact];
}

function succeeds(run: () => unknown): boolean {
  try {
    run();
    return true;
  } catch {
    // The failure itself was reported with the message that is apologised for.
    return false;
  }
}
