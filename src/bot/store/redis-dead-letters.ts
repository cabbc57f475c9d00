import { queueKeys, shardCount } from "./keys.ts";
import { decodeDeadLetter, encodeOutboxEntry } from "./outbox-codec.ts";
import { type DeadLetter, noTries, type OutboxEntry } from "./outbox-store.ts";
import { type RedisCommands, readScript } from "./redis-script.ts";

const runRedrive = readScript("redrive-dead-letter-4");
const shards = Array.from({ length: shardCount }, (_, shard) => shard);

/** Returns the dead letters of all shards, the oldest first. */
export async function readDeadLetters(redis: RedisCommands): Promise<DeadLetter[]> {
  const found = await Promise.all(shards.map((shard) => readShard(redis, shard)));
  return found
    .flat()
    .map(({ deadLetter }) => deadLetter)
    .sort((one, other) => one.parkedAt.getTime() - other.parkedAt.getTime());
}

/** Queues dead letters again, each resident's in the order of their commits. An unreadable one stays. */
export async function redriveDeadLetters(
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
