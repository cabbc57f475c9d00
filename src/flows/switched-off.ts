import { findContact } from "./conversations/handoff.ts";
import type { ResidentInput } from "./engine/input.ts";
import type { ConversationSession } from "./engine/session.ts";
import type { LocalizedContext, TurnResult } from "./engine/turn.ts";
import { findActivePoint } from "./input/handle-start.ts";

/**
 * Answers while the bot is switched off: says so and whom to turn to, whatever was said. The task in progress waits; the point of
 * a link is stored, so that the conversation goes on there.
 */
export function answerSwitchedOff(
  session: ConversationSession,
  input: ResidentInput,
  context: LocalizedContext,
): TurnResult {
  const point = input.type === "start" ? findActivePoint(input.point, context.catalog) : undefined;
  if (point !== undefined) session.location.setPoint(point);
  const { resting, restingNowhere } = session.wording.conversation;
  session.say(resting, findContact({ ...context, ...session.location.state }) ?? restingNowhere);
  session.showNotice(context.botSwitch?.notice ?? null);
  session.recordOutcome("switched-off");
  return {
    state: session.state,
    messages: session.messages,
    fact: { ...session.summary, step: "" },
    isConfidential: input.type === "text" && session.holdsSecret(input.text),
  };
}
