import type { LifeEvent } from "../../catalog/schema.ts";
import { pictureAddress } from "../../pictures/picture-routes.ts";
import { pictureOfLifeEvent } from "../../pictures/picture-of.ts";
import { readingSeconds } from "./assets/idle.js";
import type { WebConversations, WebEntry } from "./conversations.ts";
import type { Visitor } from "./visitor.ts";

/** A kiosk forgets its visitor after this long without a touch, and longer after a long answer; the last seconds are announced. */
export const idleSeconds = 120;
export const warningSeconds = 20;

/** What most people come for, in this order; the catalogue names each. */
const firstTopics = [
  "sinh-con",
  "can-cuoc-vneid",
  "ho-khau-tam-tru",
  "xe-co-bang-lai",
  "huu-tri-tro-cap",
  "nha-dat-xay-nha",
  "bao-hiem",
  "ket-hon",
];
const picturesOnFirstScreen = 6;

/** A picture of the first screen; its words, as if typed, begin the conversation. */
export interface KioskTopic {
  readonly id: string;
  readonly label: string;
  readonly picture: string;
}

export function kioskTopics(lifeEvents: readonly LifeEvent[]): readonly KioskTopic[] {
  const topics = firstTopics.flatMap((id) => {
    const event = lifeEvents.find((one) => one.id === id);
    const picture = pictureOfLifeEvent(id);
    if (event === undefined || picture === null) return [];
    return [{ id, label: event.label, picture: pictureAddress(picture) }];
  });
  return topics.slice(0, picturesOnFirstScreen);
}

/** How long a visitor may be away after this conversation's last entry. */
export function idleSecondsAfter(entries: readonly WebEntry[]): number {
  const answer = entries.slice(entries.findLastIndex(({ from }) => from === "visitor") + 1);
  const characters = answer.reduce((sum, { message }) => sum + message.text.length, 0);
  return idleSeconds + readingSeconds(characters);
}

/** A kiosk knows where it stands, and shares no location: there such a question is asked in words. */
export function readerFor(
  { kiosk }: Visitor,
  conversations: WebConversations,
): Pick<WebConversations, "read" | "watch"> {
  if (kiosk === null) return conversations;
  return {
    watch: conversations.watch,
    read: async (visitor, lastId) => {
      const read = await conversations.read(visitor, lastId);
      return { ...read, entries: read.entries.map(askInWords) };
    },
  };
}

function askInWords(entry: WebEntry): WebEntry {
  if (entry.message.type !== "location-request") return entry;
  const { typed, type: _, ...asked } = entry.message;
  return { ...entry, message: { ...asked, type: "choice", text: typed } };
}
