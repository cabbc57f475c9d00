import type { ConversationState } from "../flows/state.ts";
import { residentKey } from "./state/keys.ts";
import type { TurnStore } from "./state/turn-store.ts";

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

  get size(): number {
    return this.#kept.size;
  }

  /** The longest silent make room: all whose time is over, and one more where that is not enough. */
  keep(resident: string, conversation: RecentConversation, now: Date): void {
    this.#kept.delete(resident);
    this.#kept.set(resident, { conversation, until: now.getTime() + lifeMs });
    for (const [name, { until }] of this.#kept) {
      if (until > now.getTime() && this.#kept.size <= maxKept) return;
      this.#kept.delete(name);
    }
  }

  drop(resident: string): void {
    this.#kept.delete(resident);
  }
}

/** The store, which forgets a resident in the memory of this process too. */
export function forgettingRecent(store: TurnStore, recent: RecentConversations): TurnStore {
  return {
    ...store,
    forget: async (resident) => {
      await store.forget(resident);
      // Only now: a turn that was committed meanwhile kept itself here.
      recent.drop(residentKey(resident));
    },
  };
}
