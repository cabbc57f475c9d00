import { fallbackFlow } from "./flow.ts";
import type { ConversationState } from "./state.ts";
import type { TurnContext, TurnResult } from "./turn.ts";

const msPerMinute = 60_000;

/** The state before the service has said anything: only a person's answer is known. */
export const emptyState: ConversationState = {
  v: 1,
  frames: [],
  asked: 0,
  asking: null,
  page: 0,
  misses: 0,
  point: null,
  place: null,
};

/**
 * Mutes the service after a person answered at `answeredAt`, for the minutes that the context names. A platform's clock that is
 * ahead of ours does not lengthen this, and an older answer does not shorten it.
 */
export function mute(
  state: ConversationState | null,
  answeredAt: Date,
  { now, muteMinutes }: TurnContext,
): TurnResult {
  const from = Math.min(answeredAt.getTime(), now.getTime()) / msPerMinute;
  const until = Math.max(Math.floor(from) + muteMinutes, state?.mutedUntil ?? 0);
  return staySilent({ ...(state ?? emptyState), mutedUntil: until });
}

export function isMuted({ mutedUntil = 0 }: ConversationState, now: Date): boolean {
  return now.getTime() < mutedUntil * msPerMinute;
}

/** Whether the service has not yet said anything to this resident, though a state is stored. */
export function isUnspoken({ frames, asked }: ConversationState): boolean {
  return frames.length === 0 && asked === 0;
}

/** A turn that says nothing. */
export function staySilent(state: ConversationState): TurnResult {
  const flow = state.frames.at(-1)?.flow ?? fallbackFlow;
  return {
    state,
    messages: [],
    fact: { flow, step: "", outcome: "muted", point: state.point, missedWords: [] },
  };
}
