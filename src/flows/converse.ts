import type { Catalog } from "../catalog/catalog.ts";
import { defaultForm, type FormOfAddress } from "../catalog/form-of-address.ts";
import { type Language, toLanguageField } from "../catalog/language.ts";
import { apologize } from "./apologize.ts";
import { answerForColleague } from "./colleague.ts";
import { hideIdentityNumbers } from "./conversations/private-number.ts";
import { flowFinder } from "./conversations/registry.ts";
import { tellAnswer, tellDesk } from "./desk-talk.ts";
import { fallbackFlow, optionsOf, type Question } from "./engine/flow.ts";
import type { FlowChange } from "./engine/frame-migration.ts";
import type { ConversationInput, ResidentInput } from "./engine/input.ts";
import { languageOfButton } from "./engine/language-button.ts";
import { isMuted, isUnspoken, mute, staySilent } from "./engine/muting.ts";
import { ConversationSession } from "./engine/session.ts";
import type { ConversationState } from "./engine/state.ts";
import { hidden, listMark, summarizeMessages } from "./engine/transcript.ts";
import {
  type LocalizedContext,
  localizeContext,
  type SuspendedTurn,
  type TurnContext,
  type TurnResult,
} from "./engine/turn.ts";
import { handleButton, isNotificationButton } from "./input/handle-button.ts";
import { handleLocation } from "./input/handle-location.ts";
import { handleMessage } from "./input/handle-message.ts";
import { handleStart } from "./input/handle-start.ts";
import { noticeChoice } from "./input/notice-misunderstanding.ts";
import { answerSwitchedOff } from "./switched-off.ts";

/**
 * Runs one turn of a conversation: takes what the resident did, returns what the service says and the state to store. Pure: the
 * same state, input and context give the same result. A null `storedState` begins a conversation. If a port must be asked first,
 * only its request is returned.
 */
export function converse(
  storedState: ConversationState | null,
  input: ConversationInput,
  turnContext: TurnContext,
): TurnResult | SuspendedTurn {
  const requestedLanguage = findRequestedLanguage(input, turnContext.catalog);
  const isEnglishAtOnce =
    requestedLanguage === null &&
    storedState?.language === undefined &&
    input.type === "text" &&
    turnContext.catalog.isTypedInEnglish(input.text);
  const language = requestedLanguage ?? (isEnglishAtOnce ? "en" : (storedState?.language ?? "vi"));
  const state = storedState === null ? null : inLanguage(storedState, language);
  const context = localizeContext(
    turnContext,
    language,
    findAddress(storedState, input, turnContext.catalog),
  );
  const findFlow = flowFinder(context.catalog);
  if (input.type === "human-replied") return mute(state, input.at, context);
  if (input.type === "colleague") {
    return answerForColleague(new ConversationSession(state, context, findFlow), input, context);
  }
  const isSilent = state !== null && isMuted(state, context.now) && !asksForMenu(input, context);
  const isAtDesk = state?.desk !== undefined && input.type !== "failed";
  if (isSilent && !isAtDesk) return staySilent(state);
  if (input.type === "failed") {
    return apologize(state, context, {
      converse: (next) => converse(state, next, turnContext),
      holdsSecret: () =>
        new ConversationSession(state, context, findFlow).holdsSecret(input.text ?? ""),
    });
  }
  const session = new ConversationSession(state, context, findFlow);
  if (isAtDesk) {
    const isSecret = input.type === "text" && session.holdsSecret(input.text);
    const told = tellDesk(session, input, transcribe(input, session, isSecret), context);
    if (told !== null) return told;
    if (isSilent) return staySilent(session.state);
  }
  if (context.botSwitch?.isOff === true) return answerSwitchedOff(session, input, context);
  session.showNotice(context.botSwitch?.notice ?? null);
  const change = session.migrateFrames();
  const isConfidential = input.type === "text" && session.holdsSecret(input.text);
  const line = transcribe(input, session, isConfidential);
  const { top } = session.stack;
  if (line !== null) session.transcript.add("r", line);
  if (input.type === "text" && !isConfidential) session.pieces.add();
  else session.pieces.forget();
  const isFirst = state === null || isUnspoken(state);
  if (isOutdated(input, change)) repeatAfterChange(session, change);
  else if (requestedLanguage !== null) confirmLanguage(session, isFirst);
  else respond(session, input, context, { isFirst, isEnglishAtOnce });
  noticeChoice(session, top);
  const { portRequest, messages, summary: fact, erases } = session;
  if (portRequest !== null) return { ask: portRequest };
  const toldAnswer = isAtDesk ? tellAnswer(session, line, context) : null;
  if (toldAnswer !== null) return toldAnswer;
  const mark = fact.flow.startsWith("procedure:") && fact.step === "next" ? listMark : "";
  if (!erases) session.transcript.add("s", `${mark}${summarizeMessages(messages)}`);
  return { state: session.state, messages, fact, isConfidential, erases };
}

/** A resident may ask for a language at any moment, by its name or by a button; it holds from this turn on. */
function findRequestedLanguage(input: ConversationInput, catalog: Catalog): Language | null {
  if (input.type === "text") return catalog.findRequestedLanguage(input.text);
  return input.type === "choice" ? languageOfButton(input.value) : null;
}

function inLanguage(
  { language: _former, ...state }: ConversationState,
  language: Language,
): ConversationState {
  return { ...state, ...toLanguageField(language) };
}

/** How the resident calls themself, from this turn on; otherwise as before. */
function findAddress(
  state: ConversationState | null,
  input: ConversationInput,
  catalog: Catalog,
): FormOfAddress {
  const said = input.type === "text" ? catalog.findFormOfAddress(input.text) : null;
  return said ?? state?.address ?? defaultForm;
}

/** The one command that ends a muting. */
function asksForMenu(input: ConversationInput, { catalog }: TurnContext): boolean {
  return input.type === "text" && catalog.findCommand(input.text) === "menu";
}

/**
 * Whether the input answers a question that has changed since. Any answer does if the question itself has changed; a number does
 * if only its options have.
 */
function isOutdated(input: ResidentInput, change: FlowChange): boolean {
  if (change === "none" || input.type === "start" || isNotificationButton(input)) return false;
  return (
    change !== "options" || (input.type === "text" && /^\D{0,10}\d{1,2}\D{0,4}$/.test(input.text))
  );
}

function repeatAfterChange(session: ConversationSession, change: FlowChange): void {
  const { taskTitle } = session;
  session.recordOutcome("flow-changed");
  if (change === "gone") {
    session.say(session.wording.conversation.flowGone);
    return session.begin({ flow: fallbackFlow });
  }
  if (taskTitle !== null) session.say(session.wording.conversation.flowChanged(taskTitle));
  session.advance();
}

/** Asks the waiting question again, in the other language. */
function confirmLanguage(session: ConversationSession, isFirst: boolean): void {
  if (isFirst) session.say(session.wording.conversation.welcome);
  session.say(session.wording.conversation.spoken);
  session.recordOutcome("language");
  session.repeat();
}

function respond(
  session: ConversationSession,
  input: ResidentInput,
  context: LocalizedContext,
  { isFirst, isEnglishAtOnce }: { readonly isFirst: boolean; readonly isEnglishAtOnce: boolean },
): void {
  if (input.type === "start") return handleStart(session, input, context, isFirst);
  const { welcome, spokenAtOnce } = session.wording.conversation;
  const opening = [
    ...(isFirst && !isNotificationButton(input) ? [welcome] : []),
    ...(isEnglishAtOnce ? [spokenAtOnce] : []),
  ];
  if (input.type !== "text") session.say(...opening);
  switch (input.type) {
    case "choice":
      return handleButton(session, input, context);
    case "location":
      return handleLocation(session, input);
    case "media":
      session.say(session.wording.conversation.media);
      return session.repeat();
    case "text":
      return handleMessage(session, input.text, context, opening);
  }
}

/** What the resident did, as a line of the transcript; null if they only began. */
function transcribe(
  input: ResidentInput,
  session: ConversationSession,
  isConfidential: boolean,
): string | null {
  switch (input.type) {
    case "text":
      return isConfidential || looksLikeProof(input.text)
        ? hidden
        : hideIdentityNumbers(input.text, hidden);
    case "choice":
      return labelOf(session.question, input.value) ?? input.value;
    case "location":
      return "📍";
    case "media":
      return `[${input.kind}]`;
    case "start":
      return null;
  }
}

function labelOf(question: Question | null, value: string): string | undefined {
  return optionsOf(question).find((option) => option.value === value)?.label;
}

const maxLettersAroundProof = 4;

/** As many digits as a proof has, and hardly a word: typed again after the attempts were used up, or too early. */
function looksLikeProof(typed: string): boolean {
  if (!/\d(?:\s*\d){3}/.test(typed)) return false;
  const letters = typed.match(/\p{L}/gu) ?? [];
  const isProof = /^\D*(?:\d{4}|\d{6}|\d{8})\D*$/.test(typed.replaceAll(/\s/g, ""));
  return letters.length <= maxLettersAroundProof && isProof;
}
