import { toLanguageField } from "../catalog/language.ts";
import {
  type ChoiceMessage,
  type LocationRequest,
  type Message,
  maxMessageTextLength,
  type TextMessage,
  textWithOptions,
} from "./message.ts";

type Question = ChoiceMessage | LocationRequest;

/** Where a long text may be cut, best place first. */
const seams = ["\n\n", "\n", ". ", "; ", ", ", " "];

/** If the options leave less than this for the question's own text, they are sent before it. */
const minQuestionLength = 200;

/**
 * Splits a message into messages of at most `max` characters. The beginning of a long question becomes texts of its own, so that
 * its last part fits together with its numbered options.
 */
export function splitMessage(message: Message, max = maxMessageTextLength): Message[] {
  if (message.type === "text") return splitTextMessage(message, max);
  if (textWithOptions(message).length <= max) return [message];

  const room = max - lengthOfOptions(message);
  if (room < Math.min(minQuestionLength, max / 2)) return splitOptions(message, max);
  const parts = splitText(message.text, room);
  const asked = parts.pop() ?? message.text;
  return [...parts.flatMap((part) => toTexts(part, message, max)), { ...message, text: asked }];
}

/** The line of steps stands above the beginning. A text that must be divided is whole without its cards. */
function splitTextMessage({ cards, progress, ...message }: TextMessage, max: number): Message[] {
  const [first, ...others] = toTexts(message.text, message, max);
  if (first === undefined) return [];
  const withCards = others.length === 0 && cards !== undefined && { cards };
  return [{ ...first, ...(progress !== undefined && { progress }), ...withCards }, ...others];
}

/** Sends options that are too long to stand under one question first; the question then repeats only their labels. */
function splitOptions(message: Question, max: number): Message[] {
  const options = message.options.map((option) => ({ ...option, full: option.label }));
  const short = { ...message, options };
  const parts = splitText(message.text, Math.max(max - lengthOfOptions(short), 1));
  const asked = parts.pop() ?? message.text;
  const introduction = textWithOptions({ ...message, text: parts.join("\n") });
  return [...toTexts(introduction, message, max), { ...short, text: asked }];
}

function toTexts(
  text: string,
  { language = "vi" }: Pick<Message, "language">,
  max: number,
): TextMessage[] {
  return splitText(text, max).map((part) => ({
    type: "text",
    text: part,
    ...toLanguageField(language),
  }));
}

function lengthOfOptions(message: Question): number {
  return textWithOptions({ ...message, text: "" }).length;
}

/**
 * Splits a text into parts of at most `max` characters (UTF-16 units, as the platforms count), at a paragraph if possible,
 * otherwise at a line, a sentence, or a word. Never inside an emoji.
 */
export function splitText(text: string, max = maxMessageTextLength): string[] {
  const parts: string[] = [];
  let rest = text.normalize("NFC").trim();
  while (rest.length > max) {
    const cut = findCut(rest, max);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== "") parts.push(rest);
  return parts;
}

function findCut(text: string, max: number): number {
  for (const seam of seams) {
    const at = text.lastIndexOf(seam, max - seam.length);
    // A seam very near the start would leave a crumb; then the next kind is better.
    if (at >= max / 4) return at + seam.length;
  }
  const last = text.charCodeAt(max - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return splitsPair ? max - 1 : max;
}
