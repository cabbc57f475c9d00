import { wordingIn } from "../../../src/wording/wording.ts";
import { monday } from "../../journeys/open-service.ts";
import type { Step } from "./conversations.ts";

/** A resident of one channel, as the contract tests use them. */
export interface ChannelResident {
  /** Performs a step, waits until nothing more comes, and returns the replies, message by message. */
  perform(step: Step): Promise<readonly Received[]>;
}

export interface Received {
  readonly text: string;
  /** The values of the buttons, in the order shown. */
  readonly buttonValues: readonly string[];
}

/** The open channel; `maxButtons` is the most answers of a question that the channel shows as buttons. */
export interface ChannelUnderTest {
  readonly name: string;
  readonly maxButtons: number;
  arrive(): ChannelResident;
}

const languages = ["vi", "en"] as const;
/** Offices close then on the Monday on which these conversations are held. */
const answeredBy = new Date("2026-11-23T17:00:00+07:00");

/** The words of all messages together, however a channel divides them, without what only one channel says. */
export function wordsOf(received: readonly Received[]): string {
  const all = received
    .map(({ text }) => text)
    .join("\n")
    .normalize("NFC");
  const neutral = languages.map(wordingIn).reduce(
    (text, { zalo, points, handoff }) =>
      text
        .replaceAll(handoff.handedOver(handoff.guides, answeredBy, monday), "")
        .replaceAll(handoff.noPhone, "")
        // Only on the page somebody may leave a number.
        .replaceAll(handoff.reachAsk, "")
        // Zalo's help on how to answer or share a location.
        .replaceAll(zalo.typeNumber, "")
        .replaceAll(zalo.shareLocation, "")
        // A channel without locations asks for none.
        .replaceAll(points.where, points.whereTyped),
    // A platform's button leads to the directions, and no line of the text.
    all.replaceAll(/^.*https:\/\/www\.google\.com\/maps\/dir\/.*$/gm, ""),
  );
  return neutral.split(/\s+/).filter(Boolean).join(" ");
}
