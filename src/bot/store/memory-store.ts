import { LRUCache } from "lru-cache";
import { createMemoryPacer } from "../../channels/pacing.ts";
import type { Resident } from "../../channels/resident.ts";
import type { WebEntry } from "../../channels/web/conversations.ts";
import { residentName } from "./keys.ts";
import { createMemoryOutbox } from "./memory-outbox.ts";
import { decodeState, encodeEntry, encodeState, newWebEntries } from "./turn-codec.ts";
import {
  maxWebEntries,
  seenMarkHours,
  type TurnCommit,
  type TurnFact,
  type TurnStore,
} from "./turn-store.ts";
import { Watchers } from "./watchers.ts";

interface MemoryStoreOptions {
  readonly now: () => Date;
  readonly stateTtlDays: number;
  /** Limits all conversations together, in characters. The longest silent ones are forgotten first. */
  readonly maxConversationChars?: number;
  readonly maxSeenMarks?: number;
  readonly maxFacts?: number;
}

interface StoredConversation {
  readonly version: number;
  readonly state: string;
  readonly entries: readonly WebEntry[];
}

const msPerHour = 3_600_000;
const msPerDay = 24 * msPerHour;
/** About 128 MB at two bytes a character. */
const defaultMaxConversationChars = 64_000_000;
const defaultMaxSeenMarks = 200_000;
const defaultMaxFacts = 50_000;

/**
 * Creates the turn store of a single process. It keeps the same promises as Redis, but nothing outlives the process.
 * Unsent replies are never dropped to save memory.
 */
export function createMemoryStore(options: MemoryStoreOptions): TurnStore {
  const { now } = options;
  const clock = { ttlResolution: 0, perf: { now: () => now().getTime() } };
  const conversations = new LRUCache<string, StoredConversation>({
    ...clock,
    ttl: options.stateTtlDays * msPerDay,
    maxSize: options.maxConversationChars ?? defaultMaxConversationChars,
    sizeCalculation: charsOf,
  });
  const seenMarks = new LRUCache<string, true>({
    ...clock,
    ttl: seenMarkHours * msPerHour,
    // Not `max`, which reserves its arrays at the start.
    maxSize: options.maxSeenMarks ?? defaultMaxSeenMarks,
    sizeCalculation: () => 1,
  });
  const facts = new Map<string, TurnFact>();
  const watchers = new Watchers();
  const outbox = createMemoryOutbox(now);
  let idCount = 0;
  let nextPurgeAt = 0;

  const seenKey = (resident: Resident, messageId: string) =>
    `${residentName(resident)} ${messageId}`;

  // The time in front keeps an id of an earlier process from naming an entry of this one.
  const nextId = () => `${now().getTime()}-${idCount++}`;

  const addFact = (fact: TurnFact) => {
    facts.set(nextId(), fact);
    const oldest = facts.keys().next();
    const maxFacts = options.maxFacts ?? defaultMaxFacts;
    if (facts.size > maxFacts && !oldest.done) facts.delete(oldest.value);
  };

  const purgeExpired = () => {
    if (now().getTime() < nextPurgeAt) return;
    nextPurgeAt = now().getTime() + msPerHour;
    conversations.purgeStale();
    seenMarks.purgeStale();
  };

  const commit = (turn: TurnCommit) => {
    const name = residentName(turn.resident);
    const stored = conversations.get(name);
    const mark = seenKey(turn.resident, turn.messageId);
    if (seenMarks.get(mark)) return "seen";
    if ((stored?.version ?? 0) !== turn.version) return "stale";

    const state = encodeState(turn.state);
    const isWeb = turn.resident.channel === "web";
    const added = isWeb ? newWebEntries(turn).map((entry) => ({ id: nextId(), ...entry })) : [];
    const entries = [...(stored?.entries ?? []), ...added].slice(-maxWebEntries);
    purgeExpired();
    conversations.set(name, { version: turn.nextVersion, state, entries });
    seenMarks.set(mark, true);
    addFact(turn.fact);
    if (!isWeb) outbox.append(name, turn.at, turn.replies);
    watchers.notify(name);
    return "committed";
  };

  return {
    outbox,
    pacer: (limits) => createMemoryPacer(limits, () => now().getTime()),
    load: async (resident, messageId) => {
      const stored = conversations.get(residentName(resident));
      return {
        state: stored === undefined ? null : decodeState(stored.state),
        version: stored?.version ?? 0,
        isSeen: seenMarks.get(seenKey(resident, messageId)) ?? false,
      };
    },
    commit: async (turn) => commit(turn),
    markSeen: async (resident, messageId) => {
      seenMarks.set(seenKey(resident, messageId), true);
    },
    readWeb: async (visitor, lastId) => {
      const all = conversations.get(residentName(visitor))?.entries ?? [];
      const last = all.findIndex((entry) => entry.id === lastId);
      return { continues: last >= 0, entries: all.slice(last + 1) };
    },
    watchWeb: (visitor, onCommit) => {
      const name = residentName(visitor);
      watchers.add(name, onCommit);
      return () => watchers.remove(name, onCommit);
    },
    isWatched: async (visitor) => watchers.isWatched(residentName(visitor)),
    readFacts: async function* (limit) {
      for (let left = [...facts]; left.length > 0; left = left.slice(limit)) {
        const batch = left.slice(0, limit);
        yield { key: batch.at(-1)?.[0] ?? "", facts: batch.map(([, fact]) => fact) };
      }
    },
    deleteFacts: async ({ key: lastKey }) => {
      if (!facts.has(lastKey)) return;
      for (const key of facts.keys()) {
        facts.delete(key);
        if (key === lastKey) return;
      }
    },
    forget: async (resident) => {
      const name = residentName(resident);
      conversations.delete(name);
      outbox.forget(name);
      watchers.notify(name);
    },
    // Nothing of it is on disk.
    rewriteFiles: async () => {},
    ping: async () => {},
    close: async () => {},
  };
}

function charsOf({ state, entries }: StoredConversation): number {
  return entries.reduce((chars, entry) => chars + encodeEntry(entry).length, state.length);
}
