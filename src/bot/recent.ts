import type { ConversationState } from "../flows/state.ts";

/** A conversation as this process last kept it. */
export interface RecentConversation {
  readonly state: ConversationState;
  readonly version: number;
  readonly residentHash: string;
}

interface Kept {
  readonly conversation: RecentConversation;
  readonly until: number;
}

/** A resident who thinks for longer is loaded again. */
const lifeMs = 10 * 60_000;
const maxKept = 2_000;

/**
 * What the last turns of this process came to: the next turn of the same resident need not ask the store, which
 * refuses the commit where another replica was faster, or where what it kept is gone.
 */
export class RecentConversations {
  readonly #kept = new Map<string, Kept>();

  get(resident: string, now: Date): RecentConversation | null {
    const kept = this.#kept.get(resident);
    return kept !== undefined && kept.until > now.getTime() ? kept.conversation : null;
  }

  /** The longest silent make room. */
  keep(resident: string, conversation: RecentConversation, now: Date): void {
    this.#kept.delete(resident);
    this.#kept.set(resident, { conversation, until: now.getTime() + lifeMs });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > maxKept && oldest !== undefined) this.#kept.delete(oldest);
  }

  drop(resident: string): void {
    this.#kept.delete(resident);
  }
}
