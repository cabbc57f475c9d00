import { findCommand } from "../input/commands.ts";
import type { ConversationInput } from "./input.ts";
import type { ConversationState } from "./state.ts";
import type { TurnContext, TurnResult } from "./turn.ts";

const msPerMinute = 60_000;

/** Nobody has spoken here yet: only a person's answer is known. */
const unspoken: ConversationState = {
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
 * A person answered at `at`: keeps quiet from then on for the minutes that the context names. A platform's clock
 * that runs ahead of ours does not lengthen it, and an older answer does not shorten it.
 */
export function mute(
  state: ConversationState | null,
  at: Date,
  { now, muteMinutes }: TurnContext,
): TurnResult {
  const from = Math.min(at.getTime(), now.getTime()) / msPerMinute;
  const until = Math.max(Math.floor(from) + muteMinutes, state?.mutedUntil ?? 0);
  return keepQuiet({ ...(state ?? unspoken), mutedUntil: until });
}

export function isMuted({ mutedUntil = 0 }: ConversationState, now: Date): boolean {
  return now.getTime() < mutedUntil * msPerMinute;
}

/** The first word to this resident is still to be said, though a state is kept. */
export function isUnspoken({ frames, asked }: ConversationState): boolean {
  return frames.length === 0 && asked === 0;
}

/** The one thing that a resident may say to have the service speak again. */
export function asksForMenu(input: ConversationInput): boolean {
  return input.type === "text" && findCommand(input.text) === "menu";
}

export function keepQuiet(state: ConversationState): TurnResult {
  const flow = state.frames.at(-1)?.flow ?? "menu";
  return {
    state,
    messages: [],
    fact: { flow, step: "", outcome: "muted", point: state.point, missedWords: [] },
  };
}
