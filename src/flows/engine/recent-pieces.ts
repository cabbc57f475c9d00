import type { ConversationState } from "./state.ts";
import { hidden, type TranscriptEntry } from "./transcript.ts";

/** A message that comes in pieces comes within this time. */
const maxAgeSeconds = 120;
export const maxPieces = 3;

/**
 * When the resident typed the latest messages in a row, in seconds from 1970. What they said stands in the transcript: a
 * later piece ("mới sinh") is read together with the earlier ones ("con tôi").
 */
export class RecentPieces {
  #typedAt: readonly number[];
  readonly #now: number;

  constructor(stored: ConversationState["typedAt"], now: Date) {
    this.#now = Math.floor(now.getTime() / 1_000);
    this.#typedAt = (stored ?? []).filter((at) => this.#now - at <= maxAgeSeconds);
  }

  get state(): Pick<ConversationState, "typedAt"> {
    return this.#typedAt.length === 0 ? {} : { typedAt: [...this.#typedAt] };
  }

  /** Notes that a message was typed just now. */
  add(): void {
    this.#typedAt = [...this.#typedAt, this.#now].slice(-maxPieces);
  }

  /** A button, or what nobody may read again, ends the row. */
  forget(): void {
    this.#typedAt = [];
  }

  /** Returns what was typed before the message of this turn, which is the transcript's last. */
  earlier(entries: readonly TranscriptEntry[]): readonly string[] {
    const count = this.#typedAt.length - 1;
    if (count < 1) return [];
    const typed = entries.flatMap(([from, words]) => (from === "r" ? [words] : []));
    return typed
      .slice(0, -1)
      .slice(-count)
      .filter((words) => !words.includes(hidden));
  }
}
