import { conversation } from "../wording/vi/conversation.ts";
import type { Input } from "./input.ts";
import { asksForMenu, isMuted, isUnspoken, keepQuiet, mute } from "./mute.ts";
import { encodeSpot } from "./place.ts";
import { more } from "./question.ts";
import type { ConversationState } from "./state.ts";
import { type FlowChange, Talk } from "./talk.ts";
import type { Context, Turn } from "./turn.ts";
import { readTyped } from "./typed.ts";

/**
 * One turn of a conversation: what the resident did, in; what the service says and the state to keep, out.
 * Pure: the same state, input and context give the same turn. `state` null begins a conversation.
 */
export function converse(state: ConversationState | null, input: Input, context: Context): Turn {
  if (input.type === "human-replied") return mute(state, input.at, context);
  if (state !== null && isMuted(state, context.now) && !asksForMenu(input)) return keepQuiet(state);
  const talk = new Talk(state, context);
  const change = talk.settleVersions();
  if (isOutdated(input, change)) askAnew(talk, change);
  else respond(talk, input, context, state === null || isUnspoken(state));
  return { state: talk.state, messages: talk.messages, fact: talk.fact };
}

type Said = Exclude<Input, { type: "human-replied" }>;

/** A number answers the options that were shown; any answer, the question that was asked. */
function isOutdated(input: Said, change: FlowChange): boolean {
  if (change === "none" || input.type === "start") return false;
  return (
    change !== "options" || (input.type === "text" && /^\D{0,10}\d{1,2}\D{0,4}$/.test(input.text))
  );
}

function askAnew(talk: Talk, change: FlowChange): void {
  const title = talk.waitingTitle();
  talk.note("flow-changed");
  if (change === "gone") {
    talk.say(conversation.flowGone);
    return talk.begin({ flow: "menu" });
  }
  if (title !== null) talk.say(conversation.flowChanged(title));
  talk.advance();
}

function respond(talk: Talk, input: Said, context: Context, first: boolean): void {
  if (input.type === "start") return start(talk, input, context, first);
  if (first) talk.say(conversation.welcome);
  if (input.type === "location") return locate(talk, input.lat, input.lon);
  if (input.type === "choice") return tap(talk, input.question, input.value);
  if (input.type === "media") {
    talk.say(conversation.media);
    return talk.repeat();
  }
  readTyped(talk, input.text, context);
}

function start(
  talk: Talk,
  { point: pointId, procedure, lost: leadsNowhere }: Input & { type: "start" },
  { catalog }: Context,
  first: boolean,
): void {
  const point = pointId === undefined ? undefined : catalog.points.get(pointId);
  if (point?.status === "active") talk.standAt(point);
  const knownProcedure = procedure !== undefined && catalog.procedures.has(procedure);
  const lost =
    leadsNowhere === true ||
    (pointId !== undefined && point?.status !== "active") ||
    (procedure !== undefined && !knownProcedure);

  if (lost) talk.say(conversation.unknownLink);
  else if (point !== undefined) talk.say(conversation.welcomeAt(point.name));
  else talk.say(first ? conversation.welcome : conversation.welcomeBack);

  if (knownProcedure) return talk.begin({ flow: `procedure:${procedure}` });
  if (first || lost || pointId !== undefined) return talk.begin({ flow: "menu" });
  talk.repeat();
}

/** A location answers a question for one; without that it is answered at once with the nearest points. */
function locate(talk: Talk, lat: number, lon: number): void {
  const spot = encodeSpot(lat, lon);
  const question = talk.question();
  talk.cameTo({ lat, lon, ward: null });
  if (question?.kind === "location") return talk.answer(question, { value: spot });
  talk.begin({
    flow: "find-point",
    answers: [
      ["@place", spot],
      ["@when", "any"],
    ],
  });
}

function tap(talk: Talk, questionId: string, value: string): void {
  const question = talk.question();
  if (question === null) return talk.advance();
  if (questionId !== talk.questionId(question)) {
    talk.say(conversation.olderQuestion);
    return talk.repeat();
  }
  if (value === more) return talk.turnPage(question);
  const offered = question.kind !== "text" && question.options.some((o) => o.value === value);
  if (offered) return talk.answer(question, { value });
  talk.say(conversation.goneOption);
  talk.repeat();
}
