import { type ConversationState, limits } from "./state.ts";

/** One line of the talk: what the resident said ("r"), or of ours the flow and step that were asked ("s"). */
export type TalkLine = readonly [from: "r" | "s", words: string];

/** Stands for what must not be shown again. */
export const hidden = "••••";

/**
 * The latest lines of the talk, for the person to whom it may be handed over. The state keeps them as one text, a line each
 * behind its "r" or "s": it is written with every turn, and forty small values took longer than all the rest of it.
 */
export class LatestLines {
  #kept: string[];

  constructor(kept: ConversationState["lines"]) {
    this.#kept = kept === undefined ? [] : kept.split("\n");
  }

  get all(): readonly TalkLine[] {
    return this.#kept.map((line) => [line.startsWith("r") ? "r" : "s", line.slice(1)]);
  }

  add(from: TalkLine[0], words: string): void {
    const line = from + words.slice(0, limits.lineLength).replaceAll("\n", " ");
    this.#kept = [...this.#kept, line].slice(-limits.lines);
  }

  forget(): void {
    this.#kept = [];
  }

  /** As many of the latest as find room beside what the flows keep. */
  beside(state: ConversationState): ConversationState {
    const room = Math.min(limits.linesBytes, limits.stateBytes - bytesOf(state) - wrapping);
    const lines = [...this.#kept];
    while (lines.length > 0 && bytesOf(lines.join("\n")) > room) lines.shift();
    return lines.length === 0 ? state : { ...state, lines: lines.join("\n") };
  }
}

/** `,"lines":`, as it stands in the state. */
const wrapping = 9;

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
