import type { LifeEvent } from "../../catalog/schema.ts";
import { pictureOfLifeEvent } from "../../pictures/picture-of.ts";
import { pictureAddress } from "../../pictures/picture-routes.ts";
import { readingSeconds } from "./assets/idle.js";
import { splitLines } from "./assets/lines.js";
import type { WebConversations, WebEntry } from "./conversations.ts";
import { findList, listsAddress, type Origins } from "./take-away.ts";
import type { Visitor } from "./visitor.ts";

/** A kiosk forgets its visitor after this long without a touch, and later after a long answer; the last seconds are announced. */
const idleSeconds = 120;
const warningSeconds = 20;
/** A page without scripts looks again whether its visitor has left, this long after it has. */
const graceSeconds = 5;

/** What most people come for, in this order. The first six that the catalogue has are shown. */
const askedMost = [
  "sinh-con",
  "can-cuoc-vneid",
  "ho-khau-tam-tru",
  "xe-co-bang-lai",
  "huu-tri-tro-cap",
  "nha-dat-xay-nha",
  "bao-hiem",
  "ket-hon",
];
const maxPictures = 6;

/** A picture of the first screen, in place of the option of the first question. Its words begin the conversation as if they were typed. */
interface KioskPicture {
  /** The value of the option. */
  readonly option: string;
  readonly words: string;
  readonly address: string;
}

/** What the page of a kiosk shows beside the conversation. */
export interface KioskView {
  readonly pointName: string | null;
  readonly idleSeconds: number;
  readonly warningSeconds: number;
  readonly refreshSeconds: number;
  /** Only on the first screen. */
  readonly pictures: readonly KioskPicture[];
  /** How the addresses of kept lists begin; null if no other device could open them. */
  readonly lists: string | null;
  /** The path of the kept list that the last answer names. */
  readonly list: string | null;
}

interface KioskFacts extends Origins {
  readonly pointName: string | null;
  readonly lifeEvents: readonly LifeEvent[];
  /** The conversation so far. */
  readonly entries: readonly WebEntry[];
}

export function viewKiosk({ pointName, lifeEvents, entries, ...origins }: KioskFacts): KioskView {
  const lists = listsAddress(origins);
  const told = lastAnswer(entries).flatMap(({ message }) => splitLines(message.text));
  return {
    pointName,
    idleSeconds,
    warningSeconds,
    refreshSeconds: idleSecondsAfter(entries) + graceSeconds,
    pictures: entries.length === 0 ? firstPictures(lifeEvents) : [],
    lists,
    list: findList(told, lists),
  };
}

function firstPictures(lifeEvents: readonly LifeEvent[]): KioskPicture[] {
  const pictures = askedMost.flatMap((id) => {
    const event = lifeEvents.find((one) => one.id === id);
    const name = pictureOfLifeEvent(id);
    if (event === undefined || name === null) return [];
    return [{ option: id, words: event.label, address: pictureAddress(name) }];
  });
  return pictures.slice(0, maxPictures);
}

/** How long a visitor may be away after these entries. */
export function idleSecondsAfter(entries: readonly WebEntry[]): number {
  const characters = lastAnswer(entries).reduce((sum, { message }) => sum + message.text.length, 0);
  return idleSeconds + readingSeconds(characters);
}

/** What the service has said since the visitor spoke. */
function lastAnswer(entries: readonly WebEntry[]): readonly WebEntry[] {
  return entries.slice(entries.findLastIndex(({ from }) => from === "visitor") + 1);
}

/** A kiosk knows where it stands, and its browser shares no location: there the question for one is asked in words. */
export function readerFor(
  { kiosk }: Visitor,
  conversations: WebConversations,
): Pick<WebConversations, "read" | "watch"> {
  if (kiosk === null) return conversations;
  return {
    watch: (visitor, onChange) => conversations.watch(visitor, onChange),
    read: async (visitor, lastId) => {
      const read = await conversations.read(visitor, lastId);
      return { ...read, entries: read.entries.map(askInWords) };
    },
  };
}

export function askInWords(entry: WebEntry): WebEntry {
  const { message } = entry;
  if (message.type !== "location-request") return entry;
  const { typed, ...asked } = message;
  return { ...entry, message: { ...asked, type: "choice", text: typed } };
}
