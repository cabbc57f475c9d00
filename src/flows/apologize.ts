import { addressIn } from "../wording/form-of-address.ts";
import { findContact } from "./conversations/handoff.ts";
import { fallbackFlow } from "./engine/flow.ts";
import type { ConversationInput } from "./engine/input.ts";
import { emptyState } from "./engine/muting.ts";
import type { ConversationState } from "./engine/state.ts";
import type { LocalizedContext, TurnResult } from "./engine/turn.ts";

export interface FailedConversation {
  /** Runs a turn on it. May throw. */
  readonly converse: (input: ConversationInput) => unknown;
  /** Whether the message holds what must not be shown again. May throw. */
  readonly holdsSecret: () => boolean;
}

/**
 * Apologises for a message that no turn can be run for, and says what to do. The conversation goes on where it was, unless
 * it is what fails: then it begins again, because every further message would fail too.
 */
export function apologize(
  state: ConversationState | null,
  context: LocalizedContext,
  { converse, holdsSecret }: FailedConversation,
): TurnResult {
  const menu: ConversationInput = { type: "text", text: "menu" };
  const usable = state !== null && unlessItFails(() => Boolean(converse(menu)), false);
  // If a conversation cannot say what it asked for, that may have been a secret.
  const isConfidential = unlessItFails(holdsSecret, true);
  const next = usable ? state : emptyWith(state);
  const { language, address, wording } = context;
  const texts = [wording.conversation.failed, ...contactOf(next, context)];
  return {
    state: next,
    messages: texts.map((text) => ({
      type: "text",
      text: language === "vi" ? addressIn(address, text) : text,
      ...(language === "en" && { language }),
    })),
    fact: {
      flow: next.frames.at(-1)?.flow ?? fallbackFlow,
      step: "",
      outcome: "failed",
      point: next.point,
      missedWords: [],
    },
    isConfidential,
  };
}

/** The language and the form of address stay: they are the resident's, and no flow depends on them. */
function emptyWith(state: ConversationState | null): ConversationState {
  return {
    ...emptyState,
    ...(state?.language !== undefined && { language: state.language }),
    ...(state?.address !== undefined && { address: state.address }),
  };
}

function contactOf(state: ConversationState, context: LocalizedContext): string[] {
  const contact = findContact({ ...context, point: state.point, place: state.place });
  return contact === null ? [] : [contact];
}

function unlessItFails(run: () => boolean, otherwise: boolean): boolean {
  try {
    return run();
  } catch {
    // The failure itself was reported with the message that is apologised for.
    return otherwise;
  }
}
