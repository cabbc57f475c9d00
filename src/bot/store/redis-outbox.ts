import { queueKeys, replicasKey, shardCount } from "./keys.ts";
import {
  deadLetterField,
  decodeDeadLetter,
  decodeOutboxEntry,
  encodeDeadLetterHeader,
  encodeOutboxEntry,
} from "./outbox-codec.ts";
import {
  type AckResult,
  type DeadLetter,
  type Lease,
  noTries,
  type OutboxEntry,
  type OutboxStore,
} from "./outbox-store.ts";
import { verifyShardCount } from "./redis-connection.ts";
import { type BoundCall, type RedisCommands, readScript, type Script } from "./redis-script.ts";

const runHeartbeat = readScript("heartbeat-1");
const runAcquireLease = readScript("acquire-lease-2");
const runRenewLease = readScript("renew-lease-1");
const runReleaseLease = readScript("release-lease-1");
const runReadDue = readScript("read-due-2");
const runReadHead = readScript("read-head-3");
const runMarkSent = readScript("mark-sent-3");
const runPostpone = readScript("postpone-3");
const runMoveToDeadLetters = readScript("move-to-dead-letters-4");
const runRedrive = readScript("redrive-dead-letter-4");
const shards = Array.from({ length: shardCount }, (_, shard) => shard);

interface RedisOutboxOptions {
  readonly redis: RedisCommands;
  readonly bounded: BoundCall;
  /** Identifies this process among the replicas. */
  readonly instance: string;
  readonly leaseMs: number;
  /** A replica that was silent for this time gets no share of the shards. */
  readonly replicaTimeoutMs: number;
  readonly subscribe: OutboxStore["subscribe"];
}

/** The queues of unsent replies that all replicas share. Calls reject with StoreUnavailableError. */
export function createRedisOutbox(options: RedisOutboxOptions): OutboxStore {
  const { redis, bounded, instance, leaseMs, replicaTimeoutMs, subscribe } = options;
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
    return readAckResult(await bounded(answer));
  };

  return {
    shards: shardCount,
    leaseMs,
    subscribe,
    heartbeat: async () => {
      const beat = runHeartbeat(redis, [replicasKey], [instance, replicaTimeoutMs]);
      // A wiped Redis has lost the shard count too.
      const [replicas] = await bounded(Promise.all([beat, verifyShardCount(redis)]));
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
      const values = [entry.storedPrefix, encodeOutboxEntry(entry, tries), Math.ceil(delayMs)];
      return acknowledge(runPostpone, lease, name, values);
    },
    moveToDeadLetters: async (lease, name, entry, reason) => {
      const { lease: leaseKey, queue, outbox, parked } = queueKeys(lease.shard, name);
      const header = encodeDeadLetterHeader(reason, new Date());
      const field = deadLetterField(name, entry.id);
      const values = [holderOf(lease), name, entry.storedPrefix, field, header];
      const answer = runMoveToDeadLetters(redis, [leaseKey, queue, outbox, parked], values);
      return readAckResult(await bounded(answer));
    },
    listDeadLetters: () => bounded(readDeadLetters(redis)),
    redriveDeadLetters: (ids) => bounded(redriveDeadLetters(redis, ids)),
  };
}

function readAckResult(answer: unknown): AckResult {
  if (answer === null) return { isHeld: false };
  if (typeof answer !== "string")
    throw new TypeError("a script of the outbox gave an unknown answer");
  return { isHeld: true, next: answer === "" ? null : decodeOutboxEntry(answer) };
}

/** Returns the dead letters of all shards, the oldest first. */
async function readDeadLetters(redis: RedisCommands): Promise<DeadLetter[]> {
  const found = await Promise.all(shards.map((shard) => readShard(redis, shard)));
  return found
    .flat()
    .map(({ deadLetter }) => deadLetter)
    .sort((one, other) => one.parkedAt.getTime() - other.parkedAt.getTime());
}

/** Queues dead letters again, each resident's in the order of their commits. An unreadable one stays. */
async function redriveDeadLetters(
  redis: RedisCommands,
  ids: ReadonlySet<string> | "all",
): Promise<number> {
  const counts = await Promise.all(shards.map((shard) => redriveShard(redis, shard, ids)));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function redriveShard(
  redis: RedisCommands,
  shard: number,
  ids: ReadonlySet<string> | "all",
): Promise<number> {
  const chosen = (await readShard(redis, shard))
    .filter(({ deadLetter }) => ids === "all" || ids.has(deadLetter.id))
    .filter(({ entry }) => entry.message !== null)
    .sort((one, other) => compareCommits(one.entry, other.entry));
  let queued = 0;
  for (const { field, name, entry } of chosen) {
    const { parked, queue, outbox, lease } = queueKeys(shard, name);
    const values = [field, name, encodeOutboxEntry(entry, noTries)];
    queued += Number(await runRedrive(redis, [parked, queue, outbox, lease], values));
  }
  return queued;
}

function compareCommits(one: OutboxEntry, other: OutboxEntry): number {
  const laterMs = one.committedAt.getTime() - other.committedAt.getTime();
  return laterMs === 0 ? Number(one.id > other.id) - 0.5 : laterMs;
}

async function readShard(redis: RedisCommands, shard: number) {
  const fields = await redis.hgetall(queueKeys(shard, "").parked);
  return Object.entries(fields).map(([field, value]) => ({
    field,
    ...decodeDeadLetter(field, value),
  }));
}
