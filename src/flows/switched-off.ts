import { personFor } from "./conversations/handoff.ts";
import type { ResidentInput } from "./engine/input.ts";
import { ConversationSession } from "./engine/session.ts";
import type { ConversationState } from "./engine/state.ts";
import type { LocalizedContext, TurnResult } from "./engine/turn.ts";
import { activePoint } from "./input/handle-start.ts";

/**
 * The bot is off: says so and where to turn, whatever was said. What was in progress waits; a place that was come by is kept, so that
 * the conversation goes on there.
 */
export function rest(
  state: ConversationState | null,
  input: ResidentInput,
  context: LocalizedContext,
): TurnResult {
  const talk = new ConversationSession(state, context);
  const point = input.type === "start" ? activePoint(input.point, context.catalog) : undefined;
  if (point !== undefined) talk.where.standAt(point);
  const { resting, restingNowhere } = talk.wording.conversation;
  const { point: here, place } = talk.state;
  talk.say(resting, personFor({ ...context, point: here, place }) ?? restingNowhere);
  talk.tellNotice(context.botSwitch?.notice ?? null);
  talk.note("switched-off");
  return {
    state: talk.state,
    messages: talk.messages,
    fact: { ...talk.fact, step: "" },
    isConfidential: input.type === "text" && talk.awaitsConfidence(),
  };
}
