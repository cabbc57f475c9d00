import { wordingIn } from "../../../src/wording/wording.ts";
import { monday } from "../../journeys/open-service.ts";
import type { Deed } from "./conversations.ts";

/** A resident of one channel, as the contract sees them. */
export interface ChannelResident {
  /** Does it, waits until nothing more comes, and returns what was told, message by message. */
  act(deed: Deed): Promise<readonly Told[]>;
}

export interface Told {
  readonly text: string;
  /** Values that come back with a tap, in the order shown. */
  readonly taps: readonly string[];
}

/** The open channel; `maxTaps`: as many answers of a question as the channel shows for tapping. */
export interface ChannelUnderTest {
  readonly name: string;
  readonly maxTaps: number;
  arrive(): ChannelResident;
}

const languages = ["vi", "en"] as const;
/** Two working days after the Monday on which these conversations are held: 24/11 is a holiday. */
const answeredBy = "2026-11-26";

/** The words of all messages together, however a channel divides them, without what is a channel's own. */
export function wordsOf(told: readonly Told[]): string {
  const all = told
    .map(({ text }) => text)
    .join("\n")
    .normalize("NFC");
  const neutral = languages.map(wordingIn).reduce(
    (text, { zalo, points, handoff }) =>
      text
        // The page, where nobody can write back, tells how to find a person; elsewhere one answers.
        .replaceAll(handoff.handedOver(answeredBy, monday), "")
        .replaceAll(handoff.noPhone, "")
        // How to answer, or to share a location, on Zalo.
        .replaceAll(zalo.typeNumber, "")
        .replaceAll(zalo.shareLocation, "")
        // Where no location can be shared, none is asked for.
        .replaceAll(points.where, points.whereTyped),
    all,
  );
  return neutral.split(/\s+/).filter(Boolean).join(" ");
}
