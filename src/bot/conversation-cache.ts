import type { ConversationState } from "../flows/engine/state.ts";
import { residentKey } from "./store/keys.ts";
import type { TurnStore } from "./store/turn-store.ts";

/** A conversation as this process last kept it. */
export interface CachedConversation {
  readonly state: ConversationState;
  readonly version: number;
  readonly residentHash: string;
}

interface Kept {
  conversation: CachedConversation;
  until: number;
}

/** A resident who thinks for longer is loaded again. */
const lifeMs = 10 * 60_000;
/** Of each generation. */
const maxKept = 1_000;

/**
 * What the last turns of this process came to: the next turn of the same resident need not ask the store, which
 * refuses the commit where another replica was faster, or where what it kept is gone. Two generations rather than an order: who talks
 * on is changed in place, and once a generation is full or old, the one before it goes as a whole (see `PassingMap` for why).
 */
export class ConversationCache {
  #young = new Map<string, Kept>();
  #old = new Map<string, Kept>();
  #begunAt = 0;

  get(resident: string, now: Date): CachedConversation | null {
    const kept = this.#young.get(resident) ?? this.#old.get(resident);
    return kept !== undefined && kept.until > now.getTime() ? kept.conversation : null;
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  keep(resident: string, conversation: CachedConversation, now: Date): void {
    const until = now.getTime() + lifeMs;
    const kept = this.#young.get(resident);
    if (kept !== undefined) {
      kept.conversation = conversation;
      kept.until = until;
      return;
    }
    if (this.#young.size >= maxKept || now.getTime() - this.#begunAt >= lifeMs) this.#turn(now);
    this.#old.delete(resident);
    this.#young.set(resident, { conversation, until });
  }

  drop(resident: string): void {
    this.#young.delete(resident);
    this.#old.delete(resident);
  }

  /** The silent of the last generation are let go. */
  #turn(now: Date): void {
    this.#old = this.#young;
    this.#young = new Map();
    this.#begunAt = now.getTime();
  }
}

/** The store, which forgets a resident in the memory of this process too. */
export function withCacheEviction(store: TurnStore, recent: ConversationCache): TurnStore {
  return {
    ...store,
    forget: async (resident) => {
      await store.forget(resident);
      // Only now: a turn that was committed meanwhile kept itself here.
      recent.drop(residentKey(resident));
    },
  };
}
