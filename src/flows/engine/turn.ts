import type { Catalog } from "../../catalog/catalog.ts";
import type { FormOfAddress } from "../../catalog/form-of-address.ts";
import type { Language } from "../../catalog/language.ts";
import type { Message } from "../../wording/message.ts";
import { type Wording, wordingIn } from "../../wording/wording.ts";
import type { BotSwitch } from "./bot-switch.ts";
import type { MisunderstoodSentence } from "./misunderstood.ts";
import type { AnsweredRequest, PortRequest } from "./ports.ts";
import type { ConversationState } from "./state.ts";

/** Everything that a turn may know of the world. */
export interface TurnContext {
  readonly catalog: Catalog;
  readonly now: Date;
  /** The number to call if a help point has no phone; null if none is configured. */
  readonly contactPhone: string | null;
  /** How long to stay muted after a person answered by hand. */
  readonly muteMinutes: number;
  /** Absent: the bot is on, and there is no notice. */
  readonly botSwitch?: BotSwitch;
  /** Whether a language model may be asked what a sentence means that the rules leave open. Absent: it may not. */
  readonly mayAskModel?: boolean;
  /** The port requests of this turn that are answered already. Absent: none. */
  readonly answered?: readonly AnsweredRequest[];
}

/** A turn's context in the resident's language and form of address. */
export interface LocalizedContext extends TurnContext {
  readonly language: Language;
  readonly wording: Wording;
  readonly address: FormOfAddress;
}

export function localizeContext(
  context: TurnContext,
  language: Language,
  address: FormOfAddress,
): LocalizedContext {
  return {
    ...context,
    language,
    address,
    wording: wordingIn(language),
    catalog: context.catalog.inLanguage(language),
  };
}

export interface TurnResult {
  readonly state: ConversationState;
  readonly messages: readonly Message[];
  readonly fact: TurnSummary;
  /** What the resident typed must be neither shown nor stored anywhere. */
  readonly isConfidential?: boolean;
  /** The resident had everything erased: nothing of the conversation before this turn is kept. */
  readonly erases?: boolean;
}

/** The turn can't go on before this request is answered: run it again with the answer. */
export interface SuspendedTurn {
  readonly ask: PortRequest;
}

/** The outcome of a turn, for the statistics. It holds neither what was said nor who said it. */
export interface TurnSummary {
  readonly flow: string;
  readonly step: string;
  readonly outcome: string;
  readonly point: string | null;
  /** If a sentence was not understood, those of its words that any resident might use; otherwise empty. */
  readonly missedWords: readonly string[];
  /** Earlier sentences that this turn shows to have been misunderstood, and offers that wait. Absent: none. */
  readonly misunderstood?: readonly MisunderstoodSentence[];
}
