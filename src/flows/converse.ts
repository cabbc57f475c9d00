import { notificationQuestion } from "../wording/notification.ts";
import { encodeSpot } from "./conversations/search-origin.ts";
import type { ConversationInput, ResidentInput } from "./engine/input.ts";
import { asksForMenu, isMuted, isUnspoken, keepQuiet, mute } from "./engine/muting.ts";
import { more } from "./engine/question.ts";
import type { FlowChange } from "./engine/replay.ts";
import { saidLine } from "./engine/said-line.ts";
import { ConversationSession } from "./engine/session.ts";
import type { ConversationState } from "./engine/state.ts";
import {
  type LocalizedContext,
  type SuspendedTurn,
  speak,
  type TurnContext,
  type TurnResult,
} from "./engine/turn.ts";
import { findRequestedLanguage } from "./input/commands.ts";
import { newsTapped } from "./input/handle-button.ts";
import { readTyped } from "./input/handle-message.ts";
import { arrive } from "./input/handle-start.ts";
import { rest } from "./switched-off.ts";

/**
 * One turn of a conversation: what the resident did, in; what the service says and the state to keep, out.
 * Pure: the same state, input and context give the same turn. `kept` null begins a conversation. Where a port must be asked
 * first, that is all that comes out.
 */
export function converse(
  kept: ConversationState | null,
  input: ConversationInput,
  given: TurnContext,
): TurnResult | SuspendedTurn {
  const { state, language, isSwitch } = settleLanguage(kept, input);
  const context = speak(given, language);
  if (input.type === "human-replied") return mute(state, input.at, context);
  if (state !== null && isMuted(state, context.now) && !asksForMenu(input)) return keepQuiet(state);
  if (context.botSwitch?.isOff === true) return rest(state, input, context);
  const talk = new ConversationSession(state, context);
  talk.tellNotice(context.botSwitch?.notice ?? null);
  const change = talk.settleVersions();
  const isConfidential = input.type === "text" && talk.awaitsConfidence();
  const said = saidLine(input, input.type === "choice" ? talk.question() : null, isConfidential);
  if (said !== null) talk.lines.add("r", said);
  if (isOutdated(input, change)) askAnew(talk, change);
  else if (isSwitch) changeLanguage(talk, state === null || isUnspoken(state));
  else respond(talk, input, context, state === null || isUnspoken(state));
  const { portAsked: ask, messages, fact, erases } = talk;
  if (ask !== null) return { ask };
  talk.lines.add("s", `${fact.flow}/${fact.step}`);
  return { state: talk.state, messages, fact, isConfidential, erases };
}

/** Asked for at any moment, a language holds from this very turn on. */
function settleLanguage(state: ConversationState | null, input: ConversationInput) {
  const asked = input.type === "text" ? findRequestedLanguage(input.text) : null;
  const language = asked ?? state?.language ?? "vi";
  const isSwitch = asked !== null;
  return { language, isSwitch, state: isSwitch && state !== null ? { ...state, language } : state };
}

/** A number answers the options that were shown; any answer, the question that was asked. */
function isOutdated(input: ResidentInput, change: FlowChange): boolean {
  if (change === "none" || input.type === "start" || isNewsTap(input)) return false;
  return (
    change !== "options" || (input.type === "text" && /^\D{0,10}\d{1,2}\D{0,4}$/.test(input.text))
  );
}

function askAnew(talk: ConversationSession, change: FlowChange): void {
  const title = talk.waitingTitle();
  talk.note("flow-changed");
  if (change === "gone") {
    talk.say(talk.wording.conversation.flowGone);
    return talk.begin({ flow: "menu" });
  }
  if (title !== null) talk.say(talk.wording.conversation.flowChanged(title));
  talk.advance();
}

function respond(
  talk: ConversationSession,
  input: ResidentInput,
  context: LocalizedContext,
  first: boolean,
): void {
  if (input.type === "start") return arrive(talk, input, context, first);
  if (isNewsTap(input)) return tapNews(talk, input.value, context);
  if (first) talk.say(talk.wording.conversation.welcome);
  if (input.type === "location") return locate(talk, input.lat, input.lon);
  if (input.type === "choice") return tap(talk, input.question, input.value);
  if (input.type === "media") {
    talk.say(talk.wording.conversation.media);
    return talk.repeat();
  }
  readTyped(talk, input.text, context);
}

/** The question that waits is asked again, now in the other language. */
function changeLanguage(talk: ConversationSession, first: boolean): void {
  if (first) talk.say(talk.wording.conversation.welcome);
  talk.say(talk.wording.conversation.spoken);
  talk.note("language");
  talk.repeat();
}

/** A location answers a question for one; without that it is answered at once with the nearest points. */
function locate(talk: ConversationSession, lat: number, lon: number): void {
  const spot = encodeSpot(lat, lon);
  const question = talk.question();
  talk.where.comeTo({ lat, lon, ward: null });
  if (question?.kind === "location") return talk.answer(question, { value: spot });
  talk.begin({
    flow: "find-point",
    answers: [
      ["@place", spot],
      ["@when", "any"],
    ],
  });
}

function isNewsTap(input: ResidentInput): input is ConversationInput & { type: "choice" } {
  return input.type === "choice" && input.question === notificationQuestion;
}

/** Under a piece of news: it leads on whatever is being asked, which waits. */
function tapNews(talk: ConversationSession, value: string, { catalog }: TurnContext): void {
  const go = newsTapped(value, catalog);
  if (go !== null) return talk.begin(go);
  talk.say(talk.wording.conversation.goneOption);
  talk.repeat();
}

function tap(talk: ConversationSession, questionId: string, value: string): void {
  const question = talk.question();
  if (question === null) return talk.advance();
  if (questionId !== talk.questionId(question)) {
    talk.say(talk.wording.conversation.olderQuestion);
    return talk.repeat();
  }
  if (value === more) return talk.turnPage(question);
  const offered = question.kind !== "text" && question.options.some((o) => o.value === value);
  if (offered) return talk.answer(question, { value });
  talk.say(talk.wording.conversation.goneOption);
  talk.repeat();
}
