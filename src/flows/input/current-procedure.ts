import { procedureOf } from "../conversations/procedure.ts";
import type { Answers } from "../engine/flow.ts";
import { runsFlow } from "../engine/frame-stack.ts";
import type { ConversationSession } from "../engine/session.ts";
import type { Telling } from "./told-day.ts";

/** The procedure that the conversation is about; if a choice is offered, that of the task beneath it. */
export function currentProcedure(session: ConversationSession): string | null {
  const { top, task } = session.stack;
  return procedureOf(isChoosing(session) ? task : top);
}

/** What the resident has said in this conversation. */
export function tellingOf({ transcript }: ConversationSession): Telling {
  return { said: transcript.entries.flatMap(([from, words]) => (from === "r" ? [words] : [])) };
}

/** Returns what the resident has answered about a procedure; undefined if its questions have not begun. */
export function answersAbout(
  { stack }: ConversationSession,
  procedureId: string,
): Answers | undefined {
  const frame = [stack.top, stack.task].find((each) => each?.flow === `procedure:${procedureId}`);
  return frame === undefined || frame === null ? undefined : new Map(frame.answers);
}

/** Whether several procedures are offered to choose from. */
export function isChoosing({ stack }: ConversationSession): boolean {
  return runsFlow(stack.top, "choose");
}
