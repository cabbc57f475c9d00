import { type ConversationState, limits } from "./state.ts";

/** One line of the talk: what the resident said, or of ours the flow and step that were asked. */
export type TalkLine = ConversationState["lines"] extends readonly (infer Line)[] | undefined
  ? Line
  : never;

/** Stands for what must not be shown again. */
export const hidden = "••••";

/** The latest lines of the talk, for the person to whom it may be handed over. */
export class LatestLines {
  #kept: readonly TalkLine[];

  constructor(kept: readonly TalkLine[] = []) {
    this.#kept = kept;
  }

  get all(): readonly TalkLine[] {
    return this.#kept;
  }

  add(from: TalkLine[0], words: string): void {
    const line: TalkLine = [from, words.slice(0, limits.lineLength)];
    this.#kept = [...this.#kept, line].slice(-limits.lines);
  }

  forget(): void {
    this.#kept = [];
  }

  /** As many of the latest as find room beside what the flows keep. */
  beside(state: ConversationState): ConversationState {
    let room = Math.min(limits.linesBytes, limits.stateBytes - bytesOf(state) - wrapping);
    let from = this.#kept.length;
    while (from > 0) {
      room -= bytesOf(this.#kept[from - 1]) + 1;
      if (room < 0) break;
      from -= 1;
    }
    const lines = this.#kept.slice(from);
    return lines.length === 0 ? state : { ...state, lines };
  }
}

/** `,"lines":[]`, as the lines stand in the state. */
const wrapping = 11;

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
