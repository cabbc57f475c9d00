import type { Message } from "../wording/message.ts";
import { encodeNotificationButton, notificationQuestion } from "../wording/notification.ts";
import { shorten } from "../wording/text.ts";
import { buildFullChecklist } from "./conversations/checklist-now.ts";
import { describePoint } from "./conversations/point-card.ts";
import type { ColleagueDeed, ConversationInput } from "./engine/input.ts";
import type { ConversationSession } from "./engine/session.ts";
import type { LocalizedContext, TurnResult } from "./engine/turn.ts";

type ColleagueInput = Extract<ConversationInput, { type: "colleague" }>;

/**
 * Carries out what a colleague did at the desk: their words and what they send go to the resident, and the bot is silent from then
 * on; or it speaks again, where it stopped.
 */
export function answerForColleague(
  session: ConversationSession,
  { name, deed }: ColleagueInput,
  context: LocalizedContext,
): TurnResult {
  // The administrators have no name of their own.
  carryOut(session, name === "" ? session.wording.handoff.guides : name, deed, context);
  session.recordOutcome("colleague");
  const { summary } = session;
  return {
    state: session.state,
    messages: session.messages,
    fact: { ...summary, missedWords: [], flow: "handoff", step: deed.kind },
  };
}

function carryOut(
  session: ConversationSession,
  name: string,
  deed: ColleagueDeed,
  context: LocalizedContext,
): void {
  const { handoff: wording } = session.wording;
  switch (deed.kind) {
    case "say":
    case "link":
    case "checklist":
    case "point":
      session.desk.mark = { status: "taken", who: name };
      return session.pass(messageOf(name, deed, context));
    case "take":
      if (session.desk.mark?.status === "taken" && session.desk.mark.who === name) return;
      session.desk.mark = { status: "taken", who: name };
      return session.pass(withBotButton(wording.taken(name), wording.askBot));
    case "wait":
      session.desk.mark = { status: "waiting", who: name };
      if (deed.promisedAt !== null) {
        session.say(wording.passedOn(name, new Date(deed.promisedAt), context.now));
      }
      return;
    case "hand-back":
      session.desk.mark = null;
      session.say(wording.handedBack(name));
      return goOn(session);
    case "close":
      session.desk.mark = null;
      if (deed.isSilent) return;
      session.say(wording.closed(name));
      return session.taskTitle === null ? undefined : goOn(session);
  }
}

/** Goes on where the bot stopped: its open question is asked again, or there is the menu. */
export function goOn(session: ConversationSession): void {
  session.stack.dropPassing();
  session.advance();
}

function messageOf(
  name: string,
  deed: Extract<ColleagueDeed, { kind: "say" | "link" | "checklist" | "point" }>,
  context: LocalizedContext,
): Message {
  const { handoff: wording, procedure } = context.wording;
  switch (deed.kind) {
    case "say":
      return { type: "text", text: `${name}:\n${deed.words}` };
    case "link":
      return { type: "text", text: [wording.sends(name), deed.title, deed.url].join("\n") };
    case "point": {
      const point = context.catalog.points.get(deed.point);
      const head = wording.sends(name);
      return { type: "text", ...(point ? describePoint(head, point, context) : { text: head }) };
    }
    case "checklist":
      return {
        type: "choice",
        question: notificationQuestion,
        text: `${wording.sends(name)} ${summarize(deed.procedure, context)}`,
        options: (["papers", "point"] as const).map((type) => ({
          value: encodeNotificationButton({ type, procedure: deed.procedure }),
          number: null,
          label: shorten(type === "papers" ? procedure.sections.papers.label : procedure.point),
          full: type === "papers" ? procedure.sections.papers.label : procedure.pointFull,
        })),
      };
  }
}

/** The four lines that the bot says of a procedure, for nobody's answers in particular. */
function summarize(procedureId: string, context: LocalizedContext): string {
  const { catalog, now, contactPhone, wording } = context;
  const listed = catalog.listed.get(procedureId);
  if (listed !== undefined) return `${listed.name}\n\n${wording.listed.summary(listed, null)}`;
  const situation = { catalog, now, contactPhone, point: null, place: null };
  const checklist = buildFullChecklist(procedureId, situation);
  return checklist === null ? "" : `${checklist.name}\n\n${wording.checklist.summary(checklist)}`;
}

function withBotButton(text: string, label: string): Message {
  const value = encodeNotificationButton({ type: "bot" });
  const options = [{ value, number: null, label: shorten(label), full: label }];
  return { type: "choice", question: notificationQuestion, text, options };
}
