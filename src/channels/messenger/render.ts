import {
  type ChoiceMessage,
  type ChoiceOption,
  type LocationRequest,
  type Message,
  textWithOptions,
} from "../../wording/message.ts";
import { wordingIn } from "../../wording/wording.ts";
import { fitText } from "../fit-text.ts";
import { encodePayload } from "../postback-payload.ts";
import {
  maxButtonTextLength,
  maxElements,
  maxElementTextLength,
  maxMessengerButtons,
  maxMessengerTextLength,
  maxQuickReplies,
  maxTitleLength,
} from "./limits.ts";
import { type CardTemplate, renderCards } from "./render-cards.ts";

/** The Send API's `message` (docs/platforms/messenger.md, "Message formats"), without its metadata. */
type MessengerMessage =
  | { readonly text: string; readonly quick_replies?: readonly QuickReply[] }
  | { readonly attachment: { readonly type: "template"; readonly payload: Template } };

interface QuickReply {
  readonly content_type: "text";
  readonly title: string;
  readonly payload: string;
}

interface PostbackButton {
  readonly type: "postback";
  readonly title: string;
  readonly payload: string;
}

type Template =
  | CardTemplate
  | {
      readonly template_type: "button";
      readonly text: string;
      readonly buttons: readonly PostbackButton[];
    }
  | {
      readonly template_type: "generic";
      readonly elements: readonly {
        readonly title: string;
        readonly subtitle: string;
        readonly buttons: readonly PostbackButton[];
      }[];
    };

type Question = ChoiceMessage | LocationRequest;

/**
 * Renders a message in Messenger's form. Up to three answers become buttons, which stay in the chat; answers too long
 * for a button become cards, one each; others become quick replies under the numbered text. `site` is where the pages of
 * help points are; null if Messenger could not open them. Throws TextTooLongError or PayloadTooLongError.
 */
export function renderMessengerMessage(
  message: Message,
  site: string | null = null,
): MessengerMessage {
  if (message.type === "text") {
    const cards = message.cards === undefined ? null : renderCards(message, message.cards, site);
    return cards === null
      ? { text: fitText(message.text, maxMessengerTextLength) }
      : template(cards);
  }
  const text = wordingOf(message);
  const { options } = message;
  if (options.length === 0) return { text };
  if (options.length <= maxMessengerButtons && text.length <= maxButtonTextLength) {
    const buttons = options.map((option) => buttonOf(message.question, option, option.label));
    return template({ template_type: "button", text, buttons });
  }
  if (isForCards(message)) return cardsOf(message);
  const shown = options.slice(0, maxQuickReplies);
  return { text, quick_replies: shown.map((option) => quickReplyOf(message.question, option)) };
}

/** Returns the question with its answers numbered, shortened if the full answers are too long. */
function wordingOf(message: Question): string {
  const asked = { ...message, text: askedOf(message) };
  const full = textWithOptions(asked).normalize("NFC");
  if (full.length <= maxMessengerTextLength) return full;
  const options = message.options.map((option) => ({ ...option, full: option.label }));
  return fitText(textWithOptions({ ...asked, options }), maxMessengerTextLength);
}

/** Messenger has removed the button that shared a location, so the question asks for typed text. */
function askedOf(message: Question): string {
  return message.type === "location-request" ? message.typed : message.text;
}

/** Tells whether two answers or more are too long for a button, and each is short enough for a card's title. */
function isForCards(message: Question): boolean {
  const { options } = message;
  return (
    options.length <= maxElements &&
    askedOf(message).length <= maxElementTextLength &&
    options.filter(({ label }) => label.endsWith("…")).length > 1 &&
    options.every((option) => titleOf(option).length <= maxElementTextLength)
  );
}

function cardsOf(message: Question): MessengerMessage {
  const subtitle = askedOf(message).normalize("NFC");
  const { pick } = wordingIn(message.language ?? "vi").messenger;
  const elements = message.options.map((option) => ({
    title: titleOf(option),
    subtitle,
    buttons: [buttonOf(message.question, option, pick(option.number))],
  }));
  return template({ template_type: "generic", elements });
}

function titleOf({ number, full }: ChoiceOption): string {
  return (number === null ? full : `${number}. ${full}`).normalize("NFC");
}

function buttonOf(question: string, { value }: ChoiceOption, title: string): PostbackButton {
  return { type: "postback", title: fitTitle(title), payload: encodePayload({ question, value }) };
}

function quickReplyOf(question: string, { label, value }: ChoiceOption): QuickReply {
  const payload = encodePayload({ question, value });
  return { content_type: "text", title: fitTitle(label), payload };
}

function fitTitle(title: string): string {
  return title.normalize("NFC").slice(0, maxTitleLength);
}

function template(payload: Template): MessengerMessage {
  return { attachment: { type: "template", payload } };
}
