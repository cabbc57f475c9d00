import type { PointCard, PointCards, TextMessage } from "../wording/message.ts";

/** What can be pressed under a card on a platform. */
export interface CardAction {
  readonly kind: "call" | "directions" | "details";
  readonly title: string;
  /** An https address, or a number with its country code and a plus. */
  readonly target: string;
}

/** Returns the site under whose address platforms open a point's page; null if they would not, because it is not https. */
export function cardSite(publicUrl: string): string | null {
  const { protocol, origin } = new URL(publicUrl);
  return protocol === "https:" ? origin : null;
}

/** Service lines such as 1022 have no international form: they are dialled from the text. */
export function cardActions(
  { id, phone, directions }: PointCard,
  { words }: PointCards,
  site: string | null,
): CardAction[] {
  return [
    ...(phone !== null && /^\+\d+$/.test(phone.number)
      ? [{ kind: "call", title: words.call, target: phone.number } as const]
      : []),
    ...(directions?.startsWith("https://")
      ? [{ kind: "directions", title: words.directions, target: directions } as const]
      : []),
    ...(site === null
      ? []
      : [{ kind: "details", title: words.details, target: `${site}/diem/${id}` } as const]),
  ];
}

/** Returns the text without the lines of directions, for a message whose buttons lead there. */
export function withoutDirections({ text, cards }: TextMessage): string {
  const addresses = (cards?.points ?? []).flatMap(({ directions }) => directions ?? []);
  const lines = text.split("\n").filter((line) => !addresses.some((url) => line.endsWith(url)));
  return lines.join("\n").normalize("NFC");
}
