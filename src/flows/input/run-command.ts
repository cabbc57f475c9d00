import type { Command } from "../../catalog/vocabulary-schema.ts";
import { toFindPoint, toHandoff, toMenu } from "../conversations/transitions.ts";
import { stepBack } from "../engine/frame-stack.ts";
import type { ConversationSession } from "../engine/session.ts";
import { noticeCommand } from "./notice-misunderstanding.ts";

export function runCommand(session: ConversationSession, command: Command): void {
  noticeCommand(session, command);
  session.recordOutcome(command);
  switch (command) {
    case "menu":
      return session.begin(toMenu);
    case "person":
      return session.begin(toHandoff("asked"));
    case "nearest":
      return session.begin(toFindPoint());
    case "repeat":
      return session.repeat();
    case "back":
      return goBack(session);
    case "cancel":
      return cancel(session);
    case "resume":
      return resume(session);
  }
}

function goBack(session: ConversationSession): void {
  const { top, hasBeneath } = session.stack;
  const earlier = top === undefined ? null : stepBack(top);
  if (earlier !== null) return session.restore(earlier);
  if (hasBeneath) return session.leave();
  session.say(session.wording.conversation.backAtStart);
  session.repeat();
}

function cancel(session: ConversationSession): void {
  const { taskTitle } = session;
  if (taskTitle !== null) session.say(session.wording.conversation.cancelled(taskTitle));
  session.stack.dropTask();
  session.begin(toMenu);
}

function resume(session: ConversationSession): void {
  const { nothingToResume, resumed } = session.wording.conversation;
  const { taskTitle } = session;
  session.stack.dropPassing();
  session.say(taskTitle === null ? nothingToResume : resumed(taskTitle));
  session.advance();
}
