import { createMemoryPacer } from "../../channels/pacing.ts";
import type { Resident } from "../../channels/resident.ts";
import type { WebEntry } from "../../channels/web/conversations.ts";
import { ExpiringMap } from "../expiring-map.ts";
import { residentKey } from "./keys.ts";
import { createMemoryOutbox } from "./memory-outbox.ts";
import { newEntries } from "./new-entries.ts";
import { decodeState, encodeEntry, encodeState } from "./turn-codec.ts";
import {
  keptWebEntries,
  seenMarkHours,
  type TurnCommit,
  type TurnFact,
  type TurnStore,
} from "./turn-store.ts";
import { Watchers } from "./watchers.ts";

export interface MemoryStoreOptions {
  readonly now: () => Date;
  readonly stateTtlDays: number;
  /** All conversations together, in characters; the longest silent are forgotten first. */
  readonly maxConversationChars?: number;
  readonly maxSeenMarks?: number;
  readonly maxFacts?: number;
}

interface Conversation {
  readonly version: number;
  readonly state: string;
  readonly entries: readonly WebEntry[];
}

const msPerHour = 3_600_000;
const msPerDay = 24 * msPerHour;
/** About 128 MB at two bytes a character. */
const maxConversationChars = 64_000_000;
const maxSeenMarks = 200_000;
const maxFacts = 50_000;

/**
 * The turn store of a single process: the same promises as Redis, but nothing outlives the process.
 * Unsent replies are never dropped to save memory.
 */
export function createMemoryStore(options: MemoryStoreOptions): TurnStore {
  const { now } = options;
  const conversations = new ExpiringMap<Conversation>({
    now,
    lifeMs: options.stateTtlDays * msPerDay,
    maxWeight: options.maxConversationChars ?? maxConversationChars,
  });
  const seen = new ExpiringMap<true>({
    now,
    lifeMs: seenMarkHours * msPerHour,
    maxWeight: options.maxSeenMarks ?? maxSeenMarks,
  });
  const facts = new Map<string, TurnFact>();
  const watchers = new Watchers();
  const outbox = createMemoryOutbox(now);
  let counter = 0;

  const seenKey = (resident: Resident, messageId: string) =>
    `${residentKey(resident)} ${messageId}`;

  // The time in front keeps an id of an earlier process from meaning an entry of this one.
  const nextId = () => `${now().getTime()}-${counter++}`;

  const keepFact = (fact: TurnFact) => {
    facts.set(nextId(), fact);
    const oldest = facts.keys().next();
    if (facts.size > (options.maxFacts ?? maxFacts) && !oldest.done) facts.delete(oldest.value);
  };

  const commit = (turn: TurnCommit) => {
    const key = residentKey(turn.resident);
    const kept = conversations.get(key);
    const mark = seenKey(turn.resident, turn.messageId);
    if (seen.get(mark)) return "seen";
    if ((kept?.version ?? 0) !== turn.version) return "stale";

    const state = encodeState(turn.state);
    const isWeb = turn.resident.channel === "web";
    const added = isWeb ? newEntries(turn).map((entry) => ({ id: nextId(), ...entry })) : [];
    const entries = [...(kept?.entries ?? []), ...added].slice(-keptWebEntries);
    conversations.set(key, { version: turn.nextVersion, state, entries }, weigh(state, entries));
    seen.set(mark, true);
    keepFact(turn.fact);
    if (!isWeb) outbox.append(key, turn.at, turn.replies);
    watchers.wake(key);
    return "committed";
  };

  return {
    outbox,
    pacer: (limits) => createMemoryPacer(limits, () => now().getTime()),
    load: async (resident, messageId) => {
      const kept = conversations.get(residentKey(resident));
      return {
        state: kept === undefined ? null : decodeState(kept.state),
        version: kept?.version ?? 0,
        seen: seen.get(seenKey(resident, messageId)) ?? false,
      };
    },
    commit: async (turn) => commit(turn),
    readWeb: async (visitor, lastId) => {
      const all = conversations.get(residentKey(visitor))?.entries ?? [];
      const last = all.findIndex((entry) => entry.id === lastId);
      return { continues: last >= 0, entries: all.slice(last + 1) };
    },
    watchWeb: (visitor, onCommit) => {
      const key = residentKey(visitor);
      watchers.add(key, onCommit);
      return () => watchers.remove(key, onCommit);
    },
    readFacts: async function* (limit) {
      for (let left = [...facts]; left.length > 0; left = left.slice(limit)) {
        const batch = left.slice(0, limit);
        yield { key: batch.at(-1)?.[0] ?? "", facts: batch.map(([, fact]) => fact) };
      }
    },
    deleteFacts: async ({ key: last }) => {
      if (!facts.has(last)) return;
      for (const key of facts.keys()) {
        facts.delete(key);
        if (key === last) return;
      }
    },
    forget: async (resident) => {
      const key = residentKey(resident);
      conversations.delete(key);
      outbox.forget(key);
      watchers.wake(key);
    },
    ping: async () => {},
    close: async () => {},
  };
}

function weigh(state: string, entries: readonly WebEntry[]): number {
  return entries.reduce((chars, entry) => chars + encodeEntry(entry).length, state.length);
}
