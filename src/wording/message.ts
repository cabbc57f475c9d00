import type { Language } from "../catalog/language.ts";

/** A message, independent of the platform: each channel renders it within its own limits. */
export type Message = TextMessage | ChoiceMessage | LocationRequest;

interface Spoken {
  /** Absent: Vietnamese. */
  readonly language?: Language | undefined;
  /** The line of a colleague at the desk that this sends. Absent: the bot's own. */
  readonly line?: SentLine | undefined;
}

/** Who wrote a line learns what became of it: it is sent with its last message, and failed with any. */
export interface SentLine {
  readonly id: number;
  readonly isLast: boolean;
}

export interface TextMessage extends Spoken {
  readonly type: "text";
  /** The whole message in words; what follows only shows it better where a channel can. */
  readonly text: string;
  readonly cards?: PointCards | undefined;
  /** What an identity card may answer: its last digits. A channel that can read one puts them into its field. */
  readonly asks?: "identity" | undefined;
  readonly progress?: Progress | undefined;
}

/** A line of steps, of which one is the present. */
export interface Progress {
  readonly steps: readonly string[];
  /** The index of the present one: those before it are done. */
  readonly current: number;
}

/** Help points as cards, the best first. `head` stands above them. */
export interface PointCards {
  readonly head: string;
  readonly points: readonly PointCard[];
  /** Where the resident looks from; null if only a ward is known. */
  readonly from: Position | null;
  readonly words: CardWords;
}

/** What stands on the buttons of a card and on the sketch of where the points are, in the message's language. */
export interface CardWords {
  readonly call: string;
  readonly directions: string;
  /** Leads to the point's page. */
  readonly details: string;
  /** Names the resident on the sketch. */
  readonly you: string;
  readonly north: string;
  /** Stands under a sketch. */
  readonly sketch: string;
}

export interface PointCard {
  /** The id of the point's page, `/diem/:id`. */
  readonly id: string;
  readonly name: string;
  readonly status: { readonly kind: "open" | "closed" | "unknown"; readonly words: string };
  /** Why it is shown, in one line. */
  readonly reason: string;
  readonly address: string;
  /** `number` as a telephone dials it. */
  readonly phone: { readonly label: string; readonly number: string } | null;
  /** The address of directions on a map. */
  readonly directions: string | null;
  readonly position: PointPosition | null;
}

export interface PointPosition extends Position {
  /** Only its ward is known: it is drawn in the middle of that. */
  readonly isRough: boolean;
}

export interface Position {
  readonly lat: number;
  readonly lon: number;
}

/** The letter that tells a card apart in a list: digits choose answers. */
export function letterOf(index: number): string {
  return String.fromCodePoint(0x41 + index);
}

/** A question with buttons; each answer can also be typed, by its number or in its words. */
export interface ChoiceMessage extends Spoken {
  readonly type: "choice";
  /** Comes back when a button is pressed, so that a button of an older question is recognised. */
  readonly question: string;
  /** The question alone: `textWithOptions` adds the options if a platform's buttons are too small. */
  readonly text: string;
  readonly options: readonly ChoiceOption[];
}

export interface ChoiceOption {
  readonly value: string;
  /** What to type instead of pressing the button; null for "more". */
  readonly number: number | null;
  /** The text of the button, at most `maxLabelLength` characters. */
  readonly label: string;
  /** The whole wording. */
  readonly full: string;
}

/** Asks where the resident is; a shared location or a typed place answers it. */
export interface LocationRequest extends Spoken {
  readonly type: "location-request";
  readonly question: string;
  readonly text: string;
  /** The same question for a channel that cannot share a location. */
  readonly typed: string;
  readonly options: readonly ChoiceOption[];
}

/** The tightest limits of all platforms. Messenger takes fewer than 2000 characters; this leaves some to spare. */
export const maxMessageTextLength = 1900;
export const maxLabelLength = 20;
export const maxOptions = 10;

/** Returns the question with every option's number and full wording under it, for platforms with small buttons. */
export function textWithOptions(message: ChoiceMessage | LocationRequest): string {
  const lines = message.options.map(({ number, full }) =>
    number === null ? `• ${full}` : `${number}. ${full}`,
  );
  return [message.text, ...lines].join("\n");
}
