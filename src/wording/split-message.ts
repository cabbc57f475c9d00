import { toLanguageField } from "../catalog/language.ts";
import { splitText } from "./divide.ts";
import {
  type ChoiceMessage,
  type LocationRequest,
  type Message,
  maxMessageTextLength,
  textWithOptions,
} from "./message.ts";

type Question = ChoiceMessage | LocationRequest;

/** A question's own text is not squeezed below this by its options: they go ahead of it then. */
const leastQuestionLength = 200;

/**
 * A message as messages that each fit one send of at most `max` characters. A long question is told in
 * leading texts and asked with its last part, so that it fits with its options numbered under it too.
 */
export function splitMessage(message: Message, max = maxMessageTextLength): Message[] {
  if (message.type === "text") return textsOf(message.text, message, max);
  if (textWithOptions(message).length <= max) return [message];

  const room = max - optionsLength(message);
  if (room < Math.min(leastQuestionLength, max / 2)) return divideOptions(message, max);
  const parts = splitText(message.text, room);
  const asked = parts.pop() ?? message.text;
  return [...parts.flatMap((part) => textsOf(part, message, max)), { ...message, text: asked }];
}

/** Options too long to stand under one question are told first; the question repeats their labels only. */
function divideOptions(message: Question, max: number): Message[] {
  const options = message.options.map((option) => ({ ...option, full: option.label }));
  const short = { ...message, options };
  const parts = splitText(message.text, Math.max(max - optionsLength(short), 1));
  const asked = parts.pop() ?? message.text;
  const told = textWithOptions({ ...message, text: parts.join("\n") });
  return [...textsOf(told, message, max), { ...short, text: asked }];
}

function textsOf(text: string, { language = "vi" }: Message, max: number): Message[] {
  return splitText(text, max).map((part) => ({
    type: "text",
    text: part,
    ...toLanguageField(language),
  }));
}

function optionsLength(message: Question): number {
  return textWithOptions({ ...message, text: "" }).length;
}
