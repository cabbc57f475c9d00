import type { Message } from "../../wording/message.ts";
import { type ConversationState, conversationLimits } from "./state.ts";

/** "r": what the resident said. "s": what the service said. */
export type TranscriptEntry = readonly [from: "r" | "s", words: string];

/** A shorter beginning does not tell what it was about. */
const minBeginning = 20;

/** Begins the service's line after which a list was shown: what is said from then on may be about something else. */
export const listMark = "📋 ";

/** Returns what a turn said in one line: what it asked at its end, and as much of the beginning as there is room for. */
export function summarizeMessages(messages: readonly Message[]): string {
  const texts = messages.map(({ text }) => text);
  const asked = texts.at(-1) ?? "";
  const [first = ""] = texts.length > 1 ? (texts.at(-2)?.split("\n") ?? []) : [];
  const room = conversationLimits.maxTranscriptEntryLength - asked.length - " … ".length;
  if (first === "" || room < minBeginning) return asked;
  return first.length > room ? `${first.slice(0, room)}… ${asked}` : `${first} ${asked}`;
}

/** Stands for what must not be shown again. */
export const hidden = "••••";

/**
 * The latest entries of the conversation, for the person to whom it may be handed over. The state stores them as one text, one
 * line each behind its "r" or "s": it is written with every turn, and forty small values took longer than all the rest of it.
 */
export class Transcript {
  #text: string;

  constructor(stored: ConversationState["lines"]) {
    this.#text = stored ?? "";
  }

  get entries(): readonly TranscriptEntry[] {
    if (this.#text === "") return [];
    const lines = takeLastLines(this.#text, conversationLimits.maxTranscriptEntries).split("\n");
    return lines.map((line) => [line.startsWith("r") ? "r" : "s", line.slice(1)]);
  }

  add(from: TranscriptEntry[0], words: string): void {
    const shortened = words.slice(0, conversationLimits.maxTranscriptEntryLength);
    const line = shortened.toWellFormed().replaceAll(control, " ");
    this.#text += `${this.#text === "" ? "" : "\n"}${from}${line}`;
  }

  erase(): void {
    this.#text = "";
  }

  /** Returns the state with as many of the latest entries as fit beside what the flows store. */
  addTo(state: ConversationState): ConversationState {
    const { maxStateBytes, maxTranscriptBytes, maxTranscriptEntries } = conversationLimits;
    const maxBytes = Math.min(
      maxTranscriptBytes,
      maxStateBytes - wrappingBytes - countBytes(state),
    );
    let lines = takeLastLines(this.#text, maxTranscriptEntries);
    while (lines !== "" && countBytes(lines) > maxBytes) lines = dropFirstLine(lines);
    return lines === "" ? state : { ...state, lines };
  }
}

/** `,"lines":""`, as it stands in the stored state. */
const wrappingBytes = 11;

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON writes six bytes for each.
const control = /[\u0000-\u001f]/g;

function takeLastLines(text: string, count: number): string {
  let start = text.length;
  for (let line = 0; line < count && start >= 0; line += 1)
    start = text.lastIndexOf("\n", start - 1);
  return text.slice(start + 1);
}

function dropFirstLine(text: string): string {
  const end = text.indexOf("\n");
  return end < 0 ? "" : text.slice(end + 1);
}

function countBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
