import type { Catalog } from "../../catalog/catalog.ts";
import type { Language } from "../../catalog/language.ts";
import type { Message } from "../../wording/message.ts";
import { type Wording, wordingIn } from "../../wording/wording.ts";
import type { BotSwitch } from "./bot-switch.ts";
import type { AnsweredRequest, PortRequest } from "./ports.ts";
import type { ConversationState } from "./state.ts";

/** All that a turn may know of the world. */
export interface TurnContext {
  readonly catalog: Catalog;
  readonly now: Date;
  /** The line to call where a help point has no phone; null where none is set. */
  readonly contactPhone: string | null;
  /** How long to keep quiet after a person answered by hand. */
  readonly muteMinutes: number;
  /** Absent: the bot is on, and there is no notice. */
  readonly botSwitch?: BotSwitch;
  /** What this turn has asked of ports so far. Absent: nothing. */
  readonly answered?: readonly AnsweredRequest[];
}

/** A turn's world in the resident's language: what it says and what it says it of. */
export interface LocalizedContext extends TurnContext {
  readonly language: Language;
  readonly wording: Wording;
}

export function speak(context: TurnContext, language: Language): LocalizedContext {
  return {
    ...context,
    language,
    wording: wordingIn(language),
    catalog: context.catalog.inLanguage(language),
  };
}

export interface TurnResult {
  readonly state: ConversationState;
  readonly messages: readonly Message[];
  readonly fact: TurnSummary;
  /** What the resident typed is to be shown and kept nowhere. */
  readonly isConfidential?: boolean;
  /** The resident had everything erased: of the conversation before this turn nothing stays. */
  readonly erases?: boolean;
}

/** The turn can't go on before this is answered: run it again with the answer. */
export interface SuspendedTurn {
  readonly ask: PortRequest;
}

/** What the turn came to, for the figures: nothing that was said, nobody who said it. */
export interface TurnSummary {
  readonly flow: string;
  readonly step: string;
  readonly outcome: string;
  readonly point: string | null;
  /** Of a sentence that was not understood, the words that every resident might use; else empty. */
  readonly missedWords: readonly string[];
}
