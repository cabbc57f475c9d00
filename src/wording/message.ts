import type { Language } from "../catalog/language.ts";

/** A message in no platform's form: the channels render it, inside their own limits. */
export type Message = TextMessage | ChoiceMessage | LocationRequest;

interface Spoken {
  /** What it is said in; absent: Vietnamese. */
  readonly language?: Language | undefined;
}

export interface TextMessage extends Spoken {
  readonly type: "text";
  readonly text: string;
}

/** A question with answers to tap; each can be typed too, by its number or in its words. */
export interface ChoiceMessage extends Spoken {
  readonly type: "choice";
  /** Comes back with a tap, so that a tap on an older question is known as such. */
  readonly question: string;
  /** The question alone: `numbered` adds the options where a platform's buttons are too small. */
  readonly text: string;
  readonly options: readonly ChoiceOption[];
}

export interface ChoiceOption {
  readonly value: string;
  /** What to type instead of tapping; null for "more". */
  readonly number: number | null;
  /** For a button, at most `maxLabelLength` characters. */
  readonly label: string;
  /** The whole wording. */
  readonly full: string;
}

/** Asks where the resident is: a shared location or a typed place answers it. */
export interface LocationRequest extends Spoken {
  readonly type: "location-request";
  readonly question: string;
  readonly text: string;
  /** The same question where no location can be shared. */
  readonly typed: string;
  readonly options: readonly ChoiceOption[];
}

/** The tightest limits of all platforms: Messenger takes fewer than 2000 characters, with some to spare. */
export const maxMessageTextLength = 1900;
export const maxLabelLength = 20;
export const maxOptions = 10;

/** The question with every option's number and full wording under it, for platforms with small buttons. */
export function textWithOptions(message: ChoiceMessage | LocationRequest): string {
  const lines = message.options.map(({ number, full }) =>
    number === null ? `• ${full}` : `${number}. ${full}`,
  );
  return [message.text, ...lines].join("\n");
}
