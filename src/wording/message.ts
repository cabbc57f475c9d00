/** A message in no platform's form: the channels render it, inside their own limits. */
export type Message = TextMessage | ChoiceMessage | LocationRequest;

export interface TextMessage {
  readonly type: "text";
  readonly text: string;
}

/** A question with answers to tap. The text holds every option's full wording, numbered. */
export interface ChoiceMessage {
  readonly type: "choice";
  /** Comes back with a tap, so that a tap on an older question is known as such. */
  readonly question: string;
  readonly text: string;
  readonly options: readonly ChoiceOption[];
}

export interface ChoiceOption {
  readonly value: string;
  readonly label: string;
}

/** Asks where the resident is: a shared location or a typed place answers it. */
export interface LocationRequest {
  readonly type: "location-request";
  readonly question: string;
  readonly text: string;
  readonly options: readonly ChoiceOption[];
}

/** The tightest limits of all platforms: Messenger's text and quick replies. */
export const maxTextLength = 2000;
export const maxLabelLength = 20;
export const maxOptions = 10;
