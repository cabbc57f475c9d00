import {
  type ChoiceMessage,
  type ChoiceOption,
  type LocationRequest,
  letterOf,
  type Message,
  type PointCards,
  textWithOptions,
} from "../../wording/message.ts";
import { wordingIn } from "../../wording/wording.ts";
import { cardActions, withoutDirections } from "../card-actions.ts";
import { fitText } from "../fit-text.ts";
import { encodePayload } from "../postback-payload.ts";
import { maxButtonTitleLength, maxZaloButtons, maxZaloTextLength } from "./limits.ts";

/** How choices are shown: as buttons under a numbered text, or as the numbered text alone. */
export type ReplyStyle = "buttons" | "text";

/** The API's `message` (docs/platforms/zalo.md, "Consultation messages"). */
export interface ZaloMessage {
  readonly text: string;
  readonly attachment?: {
    readonly type: "template";
    readonly payload: { readonly buttons: readonly ZaloButton[] };
  };
}

type ZaloButton =
  /** The payload that it sends back is not shown in the chat. */
  | { readonly title: string; readonly type: "oa.query.hide"; readonly payload: string }
  | {
      readonly title: string;
      readonly type: "oa.open.url";
      readonly payload: { readonly url: string };
    }
  | {
      readonly title: string;
      readonly type: "oa.open.phone";
      readonly payload: { readonly phone_code: string };
    };

/**
 * Renders a message in Zalo's form. `site` is where the pages of help points are; null if Zalo could not open them. Throws
 * TextTooLongError or PayloadTooLongError.
 */
export function renderZaloMessage(
  message: Message,
  style: ReplyStyle,
  site: string | null = null,
): ZaloMessage {
  if (message.type === "text") {
    const { cards } = message;
    const actions = cards === undefined || style === "text" ? [] : cardButtons(cards, site);
    if (actions.length === 0 || actions.length > maxZaloButtons) {
      return { text: fitText(message.text, maxZaloTextLength) };
    }
    const short = fitText(withoutDirections(message), maxZaloTextLength);
    return { text: short, attachment: { type: "template", payload: { buttons: actions } } };
  }
  const text = wordingOf(message, style);
  const buttons = style === "buttons" ? buttonsOf(message.question, message.options) : [];
  if (buttons.length === 0) return { text };
  return { text, attachment: { type: "template", payload: { buttons } } };
}

/** Of several points only calls and directions have room; their letters are those of the text. */
function cardButtons(cards: PointCards, site: string | null): ZaloButton[] {
  const isList = cards.points.length > 1;
  return cards.points.flatMap((card, index) =>
    cardActions(card, cards, isList ? null : site).map(({ kind, title, target }): ZaloButton => {
      const named = isList ? `${title} ${letterOf(index)}` : title;
      return kind === "call"
        ? { title: named, type: "oa.open.phone", payload: { phone_code: target.slice(1) } }
        : { title: named, type: "oa.open.url", payload: { url: target } };
    }),
  );
}

/** Returns the longest wording that fits: the help is left out first, then the answers are shortened. */
function wordingOf(message: ChoiceMessage | LocationRequest, style: ReplyStyle): string {
  const { options, language = "vi" } = message;
  const { zalo } = wordingIn(language);
  const full = textWithOptions(message).normalize("NFC");
  const help = [
    ...(message.type === "location-request" ? [zalo.shareLocation] : []),
    ...(style === "text" && options.some(({ number }) => number !== null) ? [zalo.typeNumber] : []),
  ];
  const helped = help.length === 0 ? full : `${full}\n\n${help.join("\n")}`;
  if (helped.length <= maxZaloTextLength) return helped;
  if (full.length <= maxZaloTextLength) return full;
  const short = options.map((option) => ({ ...option, full: option.label }));
  return fitText(textWithOptions({ ...message, options: short }), maxZaloTextLength);
}

/** Makes buttons of the first few answers; the text lists the others with their numbers. */
function buttonsOf(question: string, options: readonly ChoiceOption[]): ZaloButton[] {
  return options.slice(0, maxZaloButtons).map(({ label, value }) => ({
    title: label.normalize("NFC").slice(0, maxButtonTitleLength),
    type: "oa.query.hide",
    payload: encodePayload({ question, value }),
  }));
}
