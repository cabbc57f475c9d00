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

/** Sentences that belong to one channel: how to answer, or to share a location, there. */
const ownSentences = [
  "Bác nhắn số của câu trả lời giúp cháu nhé.",
  "Để gửi vị trí trên Zalo: bác bấm dấu ba chấm (hoặc dấu cộng) cạnh ô nhắn tin, rồi chọn “Vị trí”.",
];

/** The words of all messages together, however a channel divides them, without what is a channel's own. */
export function wordsOf(told: readonly Told[]): string {
  const all = told.map(({ text }) => text).join("\n");
  const neutral = ownSentences
    .reduce((text, sentence) => text.replaceAll(sentence, ""), all.normalize("NFC"))
    // Where no location can be shared, none is asked for.
    .replaceAll("Bác bấm nút gửi vị trí, hoặc nhắn", "Bác nhắn");
  return neutral.split(/\s+/).filter(Boolean).join(" ");
}
