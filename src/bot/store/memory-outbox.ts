import type { Message } from "../../wording/message.ts";
import { residentOf } from "./keys.ts";
import { newOutboxEntry } from "./outbox-codec.ts";
import {
  type DeadLetter,
  noTries,
  type OutboxEntry,
  type OutboxListener,
  type OutboxStore,
} from "./outbox-store.ts";

/** The queues of a single process, which the turn store fills. */
export interface MemoryOutbox extends OutboxStore {
  append(name: string, at: Date, replies: readonly Message[]): void;
  forget(name: string): void;
}

interface Parked {
  readonly name: string;
  readonly entry: OutboxEntry;
  readonly listed: DeadLetter;
}

/** All residents are of one shard, and this process is always its holder. */
const shard = 0;
const lease = { shard, fence: 1 };

/** Unsent and parked replies of a single process: the same marks as Redis, nothing outlives the process. */
export function createMemoryOutbox(now: () => Date): MemoryOutbox {
  const queues = new Map<string, OutboxEntry[]>();
  const due = new Map<string, number>();
  const parked = new Map<string, Parked>();
  let listener: OutboxListener | null = null;
  let counter = 0;

  const push = (name: string, entries: readonly OutboxEntry[]) => {
    const [first] = entries;
    if (first === undefined) return;
    const queue = queues.get(name);
    if (queue !== undefined) {
      queue.push(...entries);
      return;
    }
    queues.set(name, [...entries]);
    due.set(name, now().getTime());
    listener?.committed(shard, name, first);
  };

  const head = (name: string) => {
    const [next = null] = queues.get(name) ?? [];
    if (next === null) {
      queues.delete(name);
      due.delete(name);
    }
    return { held: true, next } as const;
  };

  const takeHead = (name: string, { id }: OutboxEntry) => {
    const queue = queues.get(name);
    return queue?.[0]?.id === id ? (queue.shift() ?? null) : null;
  };

  return {
    shards: 1,
    beat: async () => 1,
    leave: async () => {},
    acquire: async () => lease,
    renew: async () => true,
    release: async () => {},

    append: (name, at, replies) => {
      push(
        name,
        replies.map(
          (message) => newOutboxEntry(`${now().getTime()}-${counter++}`, at, message).entry,
        ),
      );
    },
    readDue: async (_lease, limit) =>
      [...due]
        .filter(([, time]) => time <= now().getTime())
        .sort(([, one], [, other]) => one - other)
        .slice(0, limit)
        .map(([name]) => name),
    readHead: async (_lease, name) => head(name),
    markSent: async (_lease, name, entry) => {
      takeHead(name, entry);
      return head(name);
    },
    markLater: async (_lease, name, entry, tries, delayMs) => {
      const queue = queues.get(name);
      if (queue?.[0]?.id === entry.id) {
        queue[0] = { ...queue[0], tries };
        due.set(name, now().getTime() + delayMs);
      }
      return { held: true, next: null };
    },
    park: async (_lease, name, entry, reason) => {
      const taken = takeHead(name, entry);
      if (taken !== null) {
        const { id, committedAt } = taken;
        const listed = { id, resident: residentOf(name), committedAt, parkedAt: now(), reason };
        parked.set(id, { name, entry: taken, listed });
      }
      return head(name);
    },
    listen: (listens) => {
      listener = listens;
    },
    parked: async () => [...parked.values()].map(({ listed }) => listed),
    retryParked: async (ids) => {
      const chosen = [...parked.values()]
        .filter(({ entry }) => ids === "all" || ids.has(entry.id))
        .sort((one, other) => one.entry.committedAt.getTime() - other.entry.committedAt.getTime());
      for (const { name, entry } of chosen) {
        parked.delete(entry.id);
        push(name, [{ ...entry, tries: noTries }]);
      }
      return chosen.length;
    },
    forget: (name) => {
      queues.delete(name);
      due.delete(name);
      for (const [id, { name: owner }] of parked) if (owner === name) parked.delete(id);
    },
  };
}
