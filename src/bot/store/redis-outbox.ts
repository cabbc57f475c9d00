import { queueKeys, replicasKey, shardCount } from "./keys.ts";
import {
  deadLetterField,
  decodeOutboxEntry,
  encodeDeadLetterHeader,
  encodeOutboxEntry,
} from "./outbox-codec.ts";
import type { AckResult, Lease, OutboxStore } from "./outbox-store.ts";
import { readRedisBacklog } from "./redis-backlog.ts";
import { createDeadLetters } from "./redis-dead-letters.ts";
import { type BoundCall, type RedisCommands, readScript, type Script } from "./redis-script.ts";
import type { TextSeals } from "./redis-seals.ts";

const runHeartbeat = readScript("heartbeat-1");
const runAcquireLease = readScript("acquire-lease-2");
const runRenewLease = readScript("renew-lease-1");
const runReleaseLease = readScript("release-lease-1");
const runReadDue = readScript("read-due-2");
const runReadHead = readScript("read-head-3");
const runMarkSent = readScript("mark-sent-3");
const runPostpone = readScript("postpone-3");
const runMoveToDeadLetters = readScript("move-to-dead-letters-4");

interface RedisOutboxOptions {
  readonly redis: RedisCommands;
  readonly seals: TextSeals;
  readonly bounded: BoundCall;
  /** Identifies this process among the replicas. */
  readonly instance: string;
  readonly leaseMs: number;
  /** A replica that was silent for this time gets no share of the shards. */
  readonly replicaTimeoutMs: number;
  readonly subscribe: OutboxStore["subscribe"];
  /** Rejects if this Redis is not the one that was opened: it was wiped, and filled by others. */
  readonly verify: () => Promise<void>;
}

/** The queues of unsent replies that all replicas share. Calls reject with StoreUnavailableError. */
export function createRedisOutbox(options: RedisOutboxOptions): OutboxStore {
  const { redis, seals, bounded, instance, leaseMs, replicaTimeoutMs, subscribe, verify } = options;
  const holderOf = ({ fence }: Lease) => `${instance}:${fence}`;

  const acknowledge = async (
    script: Script,
    lease: Lease,
    name: string,
    values: readonly (string | number)[] = [],
  ): Promise<AckResult> => {
    const keys = queueKeys(lease.shard, name);
    const answer = script(
      redis,
      [keys.lease, keys.queue, keys.outbox],
      [holderOf(lease), name, ...values],
    );
    return readAckResult(seals, name, await bounded(answer));
  };

  return {
    shards: shardCount,
    leaseMs,
    subscribe,
    heartbeat: async () => {
      const beat = runHeartbeat(redis, [replicasKey], [instance, replicaTimeoutMs]);
      // A wiped Redis has lost the shard count and the canary too.
      const [replicas] = await bounded(Promise.all([beat, verify()]));
      return Number(replicas);
    },
    deregister: async () => {
      await bounded(redis.zrem(replicasKey, instance));
    },
    acquire: async (shard) => {
      const { lease, fence: fenceKey } = queueKeys(shard, "");
      const fence = await bounded(runAcquireLease(redis, [lease, fenceKey], [instance, leaseMs]));
      return fence === null ? null : { shard, fence: Number(fence) };
    },
    renew: async (lease) => {
      const { lease: key } = queueKeys(lease.shard, "");
      return (await bounded(runRenewLease(redis, [key], [holderOf(lease), leaseMs]))) === 1;
    },
    release: async (lease) => {
      const { lease: key } = queueKeys(lease.shard, "");
      await bounded(runReleaseLease(redis, [key], [holderOf(lease)]));
    },
    readDue: async (lease, limit) => {
      const { lease: key, outbox } = queueKeys(lease.shard, "");
      const names = await bounded(runReadDue(redis, [key, outbox], [holderOf(lease), limit]));
      return Array.isArray(names) ? names.map(String) : null;
    },
    readHead: (lease, name) => acknowledge(runReadHead, lease, name),
    markSent: (lease, name, { storedPrefix }) =>
      acknowledge(runMarkSent, lease, name, [storedPrefix]),
    postpone: (lease, name, entry, tries, delayMs) => {
      const values = [
        entry.storedPrefix,
        encodeOutboxEntry(seals, name, entry, tries),
        Math.ceil(delayMs),
      ];
      return acknowledge(runPostpone, lease, name, values);
    },
    moveToDeadLetters: async (lease, name, entry, reason) => {
      const { lease: leaseKey, queue, outbox, parked } = queueKeys(lease.shard, name);
      const header = encodeDeadLetterHeader(reason, new Date());
      const field = deadLetterField(name, entry.id);
      const values = [holderOf(lease), name, entry.storedPrefix, field, header];
      const answer = runMoveToDeadLetters(redis, [leaseKey, queue, outbox, parked], values);
      return readAckResult(seals, name, await bounded(answer));
    },
    readBacklog: () => bounded(readRedisBacklog(redis)),
    ...createDeadLetters({ redis, seals, bounded }),
  };
}

function readAckResult(seals: TextSeals, name: string, answer: unknown): AckResult {
  if (answer === null) return { isHeld: false };
  if (typeof answer !== "string")
    throw new TypeError("a script of the outbox gave an unknown answer");
  return { isHeld: true, next: answer === "" ? null : decodeOutboxEntry(seals, name, answer) };
}
