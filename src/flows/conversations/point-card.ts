import type { HelpPoint } from "../../catalog/schema.ts";
import type { TextMessage } from "../../wording/message.ts";
import type { FlowContext } from "../engine/flow.ts";
import { findNumberForPoint } from "./number-to-call.ts";

/** Returns one help point as it is now, under a line that says who shows it. */
export function describePoint(
  head: string,
  point: HelpPoint,
  {
    catalog,
    now,
    contactPhone,
    wording: { points: wording },
  }: Pick<FlowContext, "catalog" | "now" | "contactPhone" | "wording">,
): Pick<TextMessage, "text" | "cards"> {
  // Nobody looked from anywhere, so no reason for a rank is told.
  const view = { ...catalog.viewPoint(point, now), isOpenDuring: null, reason: "nearest" } as const;
  const card = wording.card(view, {
    now,
    during: null,
    ward: null,
    procedureAsked: false,
    isBest: false,
    call: findNumberForPoint(point, { catalog, contactPhone }),
  });
  const text = `${head}\n\n${wording.cardText(card, null)}`;
  return { text, cards: { head, points: [card], from: null, words: wording.cardWords } };
}
