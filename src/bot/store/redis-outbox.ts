import { bounded } from "./bounded.ts";
import { queueKeys, replicasKey, shardCount } from "./keys.ts";
import {
  decodeOutboxEntry,
  encodeOutboxEntry,
  encodeParkedHeader,
  parkedField,
} from "./outbox-codec.ts";
import {
  aliveMs,
  type Lease,
  type Marked,
  type OutboxStore,
  shardLeaseMs,
} from "./outbox-store.ts";
import { keepShardCount } from "./redis-connection.ts";
import { readParked, redriveDeadLetters } from "./redis-dead-letters.ts";
import { type RedisCommands, readScript, type Script } from "./redis-script.ts";

const beat = readScript("heartbeat-1");
const acquireLease = readScript("acquire-lease-2");
const renewLease = readScript("renew-lease-1");
const releaseLease = readScript("release-lease-1");
const readDue = readScript("read-due-2");
const readHead = readScript("read-head-3");
const markSent = readScript("mark-sent-3");
const markLater = readScript("postpone-3");
const markParked = readScript("move-to-dead-letters-4");

export interface RedisOutboxOptions {
  readonly redis: RedisCommands;
  readonly instance: string;
  readonly listen: OutboxStore["listen"];
}

/** The queues of unsent replies that all replicas share. Calls reject with StoreUnavailableError. */
export function createRedisOutbox({ redis, instance, listen }: RedisOutboxOptions): OutboxStore {
  const holder = ({ fence }: Lease) => `${instance}:${fence}`;

  const mark = async (
    script: Script,
    lease: Lease,
    name: string,
    values: readonly (string | number)[] = [],
  ): Promise<Marked> => {
    const { lease: leaseKey, queue, outbox } = queueKeys(lease.shard, name);
    const answer = script(redis, [leaseKey, queue, outbox], [holder(lease), name, ...values]);
    return readMarked(await bounded(answer));
  };

  return {
    shards: shardCount,
    listen,
    beat: async () => {
      // A wiped Redis has no shard count either.
      const [alive] = await bounded(
        Promise.all([beat(redis, [replicasKey], [instance, aliveMs]), keepShardCount(redis)]),
      );
      return Number(alive);
    },
    leave: async () => {
      await bounded(redis.zrem(replicasKey, instance));
    },
    acquire: async (shard) => {
      const { lease, fence } = queueKeys(shard, "");
      const taken = await bounded(acquireLease(redis, [lease, fence], [instance, shardLeaseMs]));
      return taken === null ? null : { shard, fence: Number(taken) };
    },
    renew: async (lease) => {
      const { lease: key } = queueKeys(lease.shard, "");
      return (await bounded(renewLease(redis, [key], [holder(lease), shardLeaseMs]))) === 1;
    },
    release: async (lease) => {
      const { lease: key } = queueKeys(lease.shard, "");
      await bounded(releaseLease(redis, [key], [holder(lease)]));
    },
    readDue: async (lease, limit) => {
      const { lease: key, outbox } = queueKeys(lease.shard, "");
      const names = await bounded(readDue(redis, [key, outbox], [holder(lease), limit]));
      return Array.isArray(names) ? names.map(String) : null;
    },
    readHead: (lease, name) => mark(readHead, lease, name),
    markSent: (lease, name, { start }) => mark(markSent, lease, name, [start]),
    markLater: (lease, name, entry, tries, delayMs) => {
      const values = [entry.start, encodeOutboxEntry(entry, tries), Math.ceil(delayMs)];
      return mark(markLater, lease, name, values);
    },
    park: async (lease, name, entry, reason) => {
      const { lease: leaseKey, queue, outbox, parked } = queueKeys(lease.shard, name);
      const header = encodeParkedHeader(reason, new Date());
      const field = parkedField(name, entry.id);
      const values = [holder(lease), name, entry.start, field, header];
      const keys = [leaseKey, queue, outbox, parked];
      return readMarked(await bounded(markParked(redis, keys, values)));
    },
    parked: () => bounded(readParked(redis)),
    retryParked: (ids) => bounded(redriveDeadLetters(redis, ids)),
  };
}

function readMarked(answer: unknown): Marked {
  if (answer === null) return { held: false };
  if (typeof answer !== "string") throw new TypeError("a mark gave an unknown answer");
  return { held: true, next: answer === "" ? null : decodeOutboxEntry(answer) };
}
