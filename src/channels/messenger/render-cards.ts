import type { PointCard, PointCards, TextMessage } from "../../wording/message.ts";
import { shorten } from "../../wording/text.ts";
import { type CardAction, cardActions, withoutDirections } from "../card-actions.ts";
import {
  maxButtonTextLength,
  maxElements,
  maxElementTextLength,
  maxMessengerButtons,
} from "./limits.ts";

export type CardButton =
  | { readonly type: "web_url"; readonly title: string; readonly url: string }
  | { readonly type: "phone_number"; readonly title: string; readonly payload: string };

/** A template of Messenger's that shows help points (docs/platforms/messenger.md, "Message formats"). */
export type CardTemplate =
  | {
      readonly template_type: "button";
      readonly text: string;
      readonly buttons: readonly CardButton[];
    }
  | {
      readonly template_type: "generic";
      readonly elements: readonly {
        readonly title: string;
        readonly subtitle: string;
        readonly buttons: readonly CardButton[];
      }[];
    };

/**
 * Renders help points: one as its whole text over buttons, several as cards to swipe. Returns null if the text has to do: it is
 * too long, there is nothing to press, or a card could not say all that a resident needs.
 */
export function renderCards(
  message: TextMessage,
  cards: PointCards,
  site: string | null,
): CardTemplate | null {
  const [only, second] = cards.points;
  if (only === undefined || cards.points.length > maxElements) return null;
  if (second === undefined) return renderOne(message, cardActions(only, cards, site));
  const elements = cards.points.flatMap((card) => elementOf(card, cardActions(card, cards, site)));
  return elements.length < cards.points.length ? null : { template_type: "generic", elements };
}

function renderOne(message: TextMessage, actions: readonly CardAction[]): CardTemplate | null {
  const text = withoutDirections(message);
  const isFit = actions.some(({ kind }) => kind === "directions") || text === message.text;
  if (actions.length === 0 || !isFit || text.length > maxButtonTextLength) return null;
  return { template_type: "button", text, buttons: buttonsOf(actions) };
}

/** An element, or nothing if it would hide the number to call or where the point is. */
function elementOf({ name, status, address, phone }: PointCard, actions: readonly CardAction[]) {
  const isCallHidden = phone !== null && !actions.some(({ kind }) => kind === "call");
  if (isCallHidden || actions.length === 0) return [];
  const [street = ""] = address.split(/ ?\(|, /);
  const subtitle = [address, street]
    .map((place) => `${status.words}. ${place}`.normalize("NFC"))
    .find((each) => each.length <= maxElementTextLength);
  if (subtitle === undefined) return [];
  return [{ title: shorten(name, maxElementTextLength), subtitle, buttons: buttonsOf(actions) }];
}

function buttonsOf(actions: readonly CardAction[]): CardButton[] {
  return actions
    .slice(0, maxMessengerButtons)
    .map(({ kind, title, target }) =>
      kind === "call"
        ? { type: "phone_number", title, payload: target }
        : { type: "web_url", title, url: target },
    );
}
