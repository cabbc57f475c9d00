import { queueKeys, shardCount } from "./keys.ts";
import { decodeDeadLetter, encodeOutboxEntry } from "./outbox-codec.ts";
import { type DeadLetter, noTries, type OutboxEntry, type OutboxStore } from "./outbox-store.ts";
import { connectRedis, redisServer, verifySecretKey } from "./redis-connection.ts";
import { type BoundCall, boundCallsTo, type RedisCommands, readScript } from "./redis-script.ts";
import { createTextSeals, type TextSeals } from "./redis-seals.ts";

const runRedrive = readScript("redrive-dead-letter-4");
const shards = Array.from({ length: shardCount }, (_, shard) => shard);
const callTimeoutMs = 10_000;

type DeadLetters = Pick<OutboxStore, "listDeadLetters" | "redriveDeadLetters">;

interface DeadLetterOptions {
  readonly redis: RedisCommands;
  readonly seals: TextSeals;
  readonly bounded: BoundCall;
}

/** Lists dead letters and queues them again, which needs no lease. */
export function createDeadLetters({ redis, seals, bounded }: DeadLetterOptions): DeadLetters {
  return {
    listDeadLetters: () => bounded(readDeadLetters(redis, seals)),
    redriveDeadLetters: (ids) => bounded(redriveDeadLetters(redis, seals, ids)),
  };
}

/** Opens the dead letters alone, for an operator's program. Rejects as `openRedisStore` does. */
export async function openDeadLetters({
  url,
  secretKey,
}: {
  readonly url: string;
  readonly secretKey: string;
}): Promise<DeadLetters & { close(): Promise<void> }> {
  const onError = () => {
    // Each call rejects on its own.
  };
  const { commands: redis, subscriber } = await connectRedis({ url, onError, callTimeoutMs });
  subscriber.disconnect();
  const close = async () => redis.disconnect();
  try {
    await verifySecretKey(redis, secretKey);
  } catch (error) {
    await close();
    throw error;
  }
  const bounded = boundCallsTo(callTimeoutMs, redisServer(url));
  return { ...createDeadLetters({ redis, seals: createTextSeals(secretKey), bounded }), close };
}

/** Returns the dead letters of all shards, the oldest first. */
async function readDeadLetters(redis: RedisCommands, seals: TextSeals): Promise<DeadLetter[]> {
  const found = await Promise.all(shards.map((shard) => readShard(redis, seals, shard)));
  return found
    .flat()
    .map(({ deadLetter }) => deadLetter)
    .sort((one, other) => one.parkedAt.getTime() - other.parkedAt.getTime());
}

/** Queues dead letters again, each resident's in the order of their commits. An unreadable one stays. */
async function redriveDeadLetters(
  redis: RedisCommands,
  seals: TextSeals,
  ids: ReadonlySet<string> | "all",
): Promise<number> {
  const counts = await Promise.all(shards.map((shard) => redriveShard(redis, seals, shard, ids)));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function redriveShard(
  redis: RedisCommands,
  seals: TextSeals,
  shard: number,
  ids: ReadonlySet<string> | "all",
): Promise<number> {
  const chosen = (await readShard(redis, seals, shard))
    .filter(({ deadLetter }) => ids === "all" || ids.has(deadLetter.id))
    .filter(({ entry }) => entry.message !== null)
    .sort((one, other) => compareCommits(one.entry, other.entry));
  let queued = 0;
  for (const { field, name, entry } of chosen) {
    const { parked, queue, outbox, lease } = queueKeys(shard, name);
    const values = [field, name, encodeOutboxEntry(seals, name, entry, noTries)];
    queued += Number(await runRedrive(redis, [parked, queue, outbox, lease], values));
  }
  return queued;
}

function compareCommits(one: OutboxEntry, other: OutboxEntry): number {
  const laterMs = one.committedAt.getTime() - other.committedAt.getTime();
  return laterMs === 0 ? Number(one.id > other.id) - 0.5 : laterMs;
}

async function readShard(redis: RedisCommands, seals: TextSeals, shard: number) {
  const fields = await redis.hgetall(queueKeys(shard, "").parked);
  return Object.entries(fields).map(([field, value]) => ({
    field,
    ...decodeDeadLetter(seals, field, value),
  }));
}
