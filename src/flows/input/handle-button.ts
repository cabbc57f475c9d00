import type { Catalog } from "../../catalog/catalog.ts";
import { decodeNotificationButton, notificationQuestion } from "../../wording/notification.ts";
import { toFindPoint, toMenu, toProcedure, toRateDossier } from "../conversations/transitions.ts";
import type { Transition } from "../engine/flow.ts";
import type { ResidentInput } from "../engine/input.ts";
import { moreOptions } from "../engine/question.ts";
import type { ConversationSession } from "../engine/session.ts";
import type { TurnContext } from "../engine/turn.ts";

type ButtonPress = ResidentInput & { type: "choice" };

/** Whether a button under a notification was pressed. It leads on whatever question is waiting. */
export function isNotificationButton(input: ResidentInput): boolean {
  return input.type === "choice" && input.question === notificationQuestion;
}

export function handleButton(
  session: ConversationSession,
  press: ButtonPress,
  { catalog }: TurnContext,
): void {
  if (isNotificationButton(press)) return followNotification(session, press.value, catalog);
  const { question } = session;
  if (question === null) return session.advance();
  if (press.question !== session.questionId(question)) {
    session.say(session.wording.conversation.olderQuestion);
    return session.repeat();
  }
  const { value } = press;
  if (value === moreOptions) return session.turnPage(question);
  const isOffered = question.kind !== "text" && question.options.some((o) => o.value === value);
  if (isOffered) return session.answer(question, { value });
  session.say(session.wording.conversation.goneOption);
  session.repeat();
}

function followNotification(session: ConversationSession, value: string, catalog: Catalog): void {
  const transition = transitionForNotification(value, catalog);
  if (transition !== null) return session.begin(transition);
  session.say(session.wording.conversation.goneOption);
  session.repeat();
}

/** Returns where the button leads; null if that does not exist, or no longer. */
function transitionForNotification(value: string, { procedures }: Catalog): Transition | null {
  const button = decodeNotificationButton(value);
  switch (button?.type) {
    case "papers":
      return procedures.has(button.procedure) ? toProcedure(button.procedure) : null;
    case "point":
      return toFindPoint(procedures.has(button.procedure) ? button.procedure : null);
    case "rate":
      return toRateDossier(String(button.score), String(button.dossier));
    // Only while a person answers; see `tellDesk`.
    case "bot":
      return toMenu;
    case undefined:
      return null;
  }
}
