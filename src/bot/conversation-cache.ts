import { LRUCache } from "lru-cache";
import type { Resident } from "../channels/resident.ts";
import type { ConversationState } from "../flows/engine/state.ts";
import { residentName } from "./store/keys.ts";
import type { TurnStore } from "./store/turn-store.ts";

/** A conversation as this process last committed it. */
interface CachedConversation {
  readonly state: ConversationState;
  readonly version: number;
  readonly residentHash: string;
}

interface ConversationCacheOptions {
  readonly now: () => Date;
  /** A resident who is silent for longer is loaded again. */
  readonly lifeMs?: number;
  readonly maxConversations?: number;
}

const defaultLifeMs = 10 * 60_000;
const defaultMaxConversations = 2_000;

/**
 * The conversations that this process committed last, so that the next turn of the same resident need not load from
 * the store. A cached state may be stale: the store refuses the commit if another replica was faster or if the
 * stored state is gone.
 */
export class ConversationCache {
  // It replaces a resident's entry in place: a Map whose keys come and go keeps old turns alive (decision 0011).
  readonly #conversations: LRUCache<string, CachedConversation>;

  constructor(options: ConversationCacheOptions) {
    const { now, lifeMs = defaultLifeMs, maxConversations = defaultMaxConversations } = options;
    this.#conversations = new LRUCache({
      max: maxConversations,
      ttl: lifeMs,
      ttlResolution: 0,
      perf: { now: () => now().getTime() },
    });
  }

  get size(): number {
    return this.#conversations.size;
  }

  get(resident: Resident): CachedConversation | null {
    return this.#conversations.get(residentName(resident)) ?? null;
  }

  set(resident: Resident, conversation: CachedConversation): void {
    this.#conversations.set(residentName(resident), conversation);
  }

  evict(resident: Resident): void {
    this.#conversations.delete(residentName(resident));
  }
}

/** Returns the store with a `forget` that also evicts the resident from the cache of this process. */
export function withCacheEviction(store: TurnStore, cache: ConversationCache): TurnStore {
  return {
    ...store,
    forget: async (resident) => {
      await store.forget(resident);
      // Evicted after the store, because a turn that was committed meanwhile has cached its conversation.
      cache.evict(resident);
    },
  };
}
