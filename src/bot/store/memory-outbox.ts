import type { Message } from "../../wording/message.ts";
import { parseResidentName } from "./keys.ts";
import { newOutboxEntry } from "./outbox-codec.ts";
import {
  type DeadLetter,
  noTries,
  type OutboxEntry,
  type OutboxListener,
  type OutboxStore,
} from "./outbox-store.ts";

/** The queues of a single process, which the turn store fills. */
interface MemoryOutbox extends OutboxStore {
  append(name: string, at: Date, replies: readonly Message[]): void;
  forget(name: string): void;
}

interface StoredDeadLetter {
  readonly name: string;
  readonly entry: OutboxEntry;
  readonly deadLetter: DeadLetter;
}

/** All residents are in one shard, and this process always holds it. */
const shard = 0;
const lease = { shard, fence: 1 };
const leaseMs = 8_000;

/** Unsent replies and dead letters of a single process. It behaves as Redis does, but nothing outlives the process. */
export function createMemoryOutbox(now: () => Date): MemoryOutbox {
  const queues = new Map<string, OutboxEntry[]>();
  const dueAtMs = new Map<string, number>();
  const deadLetters = new Map<string, StoredDeadLetter>();
  let listener: OutboxListener | null = null;
  let idCount = 0;

  const push = (name: string, entries: readonly OutboxEntry[]) => {
    const [first] = entries;
    if (first === undefined) return;
    const queue = queues.get(name);
    if (queue !== undefined) {
      queue.push(...entries);
      return;
    }
    queues.set(name, [...entries]);
    dueAtMs.set(name, now().getTime());
    listener?.onCommitted(shard, name, first);
  };

  const readHead = (name: string) => {
    const [next = null] = queues.get(name) ?? [];
    if (next === null) {
      queues.delete(name);
      dueAtMs.delete(name);
    }
    return { isHeld: true, next } as const;
  };

  const removeHead = (name: string, { id }: OutboxEntry) => {
    const queue = queues.get(name);
    return queue?.[0]?.id === id ? (queue.shift() ?? null) : null;
  };

  const newEntry = (at: Date, name: string, message: Message) =>
    newOutboxEntry(`${now().getTime()}-${idCount++}`, at, parseResidentName(name), message);

  return {
    shards: 1,
    leaseMs,
    heartbeat: async () => 1,
    deregister: async () => {},
    acquire: async () => lease,
    renew: async () => true,
    release: async () => {},

    append: (name, at, replies) => {
      push(
        name,
        replies.map((message) => newEntry(at, name, message)),
      );
    },
    readDue: async (_lease, limit) =>
      [...dueAtMs]
        .filter(([, ms]) => ms <= now().getTime())
        .sort(([, one], [, other]) => one - other)
        .slice(0, limit)
        .map(([name]) => name),
    readHead: async (_lease, name) => readHead(name),
    markSent: async (_lease, name, entry) => {
      removeHead(name, entry);
      return readHead(name);
    },
    postpone: async (_lease, name, entry, tries, delayMs) => {
      const queue = queues.get(name);
      if (queue?.[0]?.id === entry.id) {
        queue[0] = { ...queue[0], tries };
        dueAtMs.set(name, now().getTime() + delayMs);
      }
      return { isHeld: true, next: null };
    },
    moveToDeadLetters: async (_lease, name, entry, reason) => {
      const removed = removeHead(name, entry);
      if (removed !== null) {
        const { id, committedAt } = removed;
        const resident = parseResidentName(name);
        const deadLetter = { id, resident, committedAt, parkedAt: now(), reason };
        deadLetters.set(id, { name, entry: removed, deadLetter });
      }
      return readHead(name);
    },
    subscribe: (outboxListener) => {
      listener = outboxListener;
    },
    readBacklog: async () => ({
      residents: dueAtMs.size,
      overdueMs: Math.max(0, now().getTime() - Math.min(...dueAtMs.values(), now().getTime())),
      deadLetters: deadLetters.size,
    }),
    listDeadLetters: async () => [...deadLetters.values()].map(({ deadLetter }) => deadLetter),
    redriveDeadLetters: async (ids) => {
      const chosen = [...deadLetters.values()]
        .filter(({ entry }) => ids === "all" || ids.has(entry.id))
        .sort((one, other) => one.entry.committedAt.getTime() - other.entry.committedAt.getTime());
      for (const { name, entry } of chosen) {
        deadLetters.delete(entry.id);
        push(name, [{ ...entry, tries: noTries }]);
      }
      return chosen.length;
    },
    forget: (name) => {
      queues.delete(name);
      dueAtMs.delete(name);
      for (const [id, { name: owner }] of deadLetters) if (owner === name) deadLetters.delete(id);
    },
  };
}
