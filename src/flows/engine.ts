import { decide } from "../catalog/search.ts";
import { conversation } from "../wording/vi/conversation.ts";
import { matchExactly, matchOption } from "./answer.ts";
import { asideAnswer } from "./aside.ts";
import { type Command, commandIn } from "./commands.ts";
import type { Parsed, Question } from "./flow.ts";
import { backOne } from "./frames.ts";
import type { Input } from "./input.ts";
import { encodeSpot } from "./place.ts";
import { procedureOf } from "./procedure.ts";
import { more } from "./question.ts";
import { type ConversationState, limits } from "./state.ts";
import { Talk } from "./talk.ts";
import type { Context, Turn } from "./turn.ts";

export type { Context, Turn } from "./turn.ts";

/**
 * One turn of a conversation: what the resident did, in; what the service says and the state to keep, out.
 * Pure: the same state, input and context give the same turn. `state` null begins a conversation.
 */
export function converse(state: ConversationState | null, input: Input, context: Context): Turn {
  const talk = new Talk(state, context);
  talk.settleVersions();
  respond(talk, input, context, state === null);
  return { state: talk.state, messages: talk.messages, fact: talk.fact };
}

function respond(talk: Talk, input: Input, context: Context, first: boolean): void {
  if (input.type === "start") return start(talk, input, context, first);
  if (first) talk.say(conversation.welcome);
  if (input.type === "location") return locate(talk, input.lat, input.lon);
  if (input.type === "choice") return tap(talk, input.question, input.value);
  if (input.type === "media") {
    talk.say(conversation.media);
    return talk.repeat();
  }
  read(talk, input.text, context);
}

function start(
  talk: Talk,
  { point: pointId, procedure }: Input & { type: "start" },
  { catalog }: Context,
  first: boolean,
): void {
  const point = pointId === undefined ? undefined : catalog.points.get(pointId);
  if (point?.status === "active") talk.standAt(point.id);
  const knownProcedure = procedure !== undefined && catalog.procedures.has(procedure);
  const lost =
    (pointId !== undefined && point?.status !== "active") ||
    (procedure !== undefined && !knownProcedure);

  if (lost) talk.say(conversation.unknownLink);
  else if (point !== undefined) talk.say(conversation.welcomeAt(point.name));
  else talk.say(first ? conversation.welcome : conversation.welcomeBack);

  if (knownProcedure) return talk.begin({ flow: `procedure:${procedure}` });
  if (first || pointId !== undefined) return talk.begin({ flow: "menu" });
  talk.repeat();
}

/** A location answers a question for one; without that it is answered at once with the nearest points. */
function locate(talk: Talk, lat: number, lon: number): void {
  const spot = encodeSpot(lat, lon);
  const question = talk.question();
  talk.cameTo({ lat, lon, ward: null });
  if (question?.kind === "location") return talk.answer(question, spot);
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
  if (offered) return talk.answer(question, value);
  talk.say(conversation.goneOption);
  talk.repeat();
}

/** Reads typed words: a command, an answer, a question of the resident's own, or a procedure's name. */
function read(talk: Talk, text: string, context: Context): void {
  const typed = text.normalize("NFC").trim();
  if (typed.length > limits.typedLength) talk.say(conversation.tooLong);
  const words = typed.slice(0, limits.typedLength);

  const command = commandIn(words);
  if (command !== null) return obey(talk, command);

  const question = talk.question();
  if (question === null) return find(talk, words, context, null);
  if (words.toLowerCase() === conversation.more.toLowerCase()) return talk.turnPage(question);

  const named = question.kind === "choice" && question.open === true;
  const winner =
    named &&
    matchExactly(question.options, words) === null &&
    decide(context.catalog.search(words));
  if (winner && winner.type === "winner") return talk.begin({ flow: `procedure:${winner.id}` });

  const parsed = parseAnswer(question, words);
  if (parsed.ok) return talk.answer(question, parsed.value);

  const procedure = procedureOf(talk.frame);
  const aside = procedure === null ? null : asideAnswer(words, procedure, context);
  if (aside !== null) {
    talk.say(aside);
    talk.note("aside");
    return talk.repeat();
  }
  find(talk, words, context, parsed.say);
}

function parseAnswer(question: Question, words: string): Parsed {
  if (question.kind !== "text") {
    const option = matchOption(question.options, words);
    if (option !== null) return { ok: true, value: option.value };
  }
  return question.parse?.(words) ?? { ok: false, say: null };
}

/** Looks for the procedure that the words mean; `refusal` explains why they are no answer. */
function find(talk: Talk, words: string, { catalog }: Context, refusal: string | null): void {
  const found = decide(catalog.search(words));
  const busy = talk.waitingTitle() !== null;
  const current = procedureOf(talk.frame);
  if (found.type === "winner" && found.id !== current) {
    const flow = busy ? "aside" : `procedure:${found.id}`;
    return talk.begin({ flow, answers: busy ? [["@about", found.id]] : [] });
  }
  if (found.type === "choice" && refusal === null) {
    return talk.begin({ flow: "choose", answers: [["@ids", found.ids.join(",")]] });
  }
  misunderstand(talk, refusal);
}

/** Two misunderstandings in a row offer a person and the nearest point. */
function misunderstand(talk: Talk, refusal: string | null): void {
  talk.missed();
  if (talk.misses >= limits.missesBeforePerson) {
    return talk.begin({ flow: "handoff", answers: [["@why", "missed"]] });
  }
  const typed = talk.question()?.kind === "text";
  talk.say(refusal ?? (typed ? conversation.notUnderstoodTyped : conversation.notUnderstood));
  talk.repeat();
}

function obey(talk: Talk, command: Command): void {
  talk.note(command);
  switch (command) {
    case "menu":
      return talk.begin({ flow: "menu" });
    case "person":
      return talk.begin({ flow: "handoff", answers: [["@why", "asked"]] });
    case "nearest":
      return talk.begin({ flow: "find-point" });
    case "repeat":
      return talk.repeat();
    case "back":
      return goBack(talk);
    case "cancel":
      return cancel(talk);
    case "resume":
      return resume(talk);
  }
}

function goBack(talk: Talk): void {
  const frame = talk.frame;
  const earlier = frame === undefined ? null : backOne(frame);
  if (earlier !== null) return talk.putBack(earlier);
  if (talk.hasBeneath) return talk.leave();
  talk.say(conversation.backAtStart);
  talk.repeat();
}

function cancel(talk: Talk): void {
  const title = talk.waitingTitle();
  if (title !== null) talk.say(conversation.cancelled(title));
  talk.dropWork();
  talk.begin({ flow: "menu" });
}

function resume(talk: Talk): void {
  const title = talk.waitingTitle();
  talk.dropPassing();
  talk.say(title === null ? conversation.nothingToResume : conversation.resumed(title));
  talk.advance();
}
