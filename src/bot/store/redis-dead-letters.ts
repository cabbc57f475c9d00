import { queueKeys, shardCount } from "./keys.ts";
import { decodeParked, encodeOutboxEntry } from "./outbox-codec.ts";
import { type DeadLetter, noTries, type OutboxEntry } from "./outbox-store.ts";
import { type RedisCommands, readScript } from "./redis-script.ts";

const retryScript = readScript("redrive-dead-letter-4");
const shards = Array.from({ length: shardCount }, (_, shard) => shard);

/** Parked replies of all shards, the longest parked first. */
export async function readParked(redis: RedisCommands): Promise<DeadLetter[]> {
  const found = await Promise.all(shards.map((shard) => readShard(redis, shard)));
  return found
    .flat()
    .map(({ listed }) => listed)
    .sort((one, other) => one.parkedAt.getTime() - other.parkedAt.getTime());
}

/** Queues parked replies again, each resident's in the order of their commits. One that is unreadable stays. */
export async function redriveDeadLetters(
  redis: RedisCommands,
  ids: ReadonlySet<string> | "all",
): Promise<number> {
  const counts = await Promise.all(
    shards.map(async (shard) => {
      const chosen = (await readShard(redis, shard))
        .filter(
          ({ entry, listed }) => entry.message !== null && (ids === "all" || ids.has(listed.id)),
        )
        .sort((one, other) => inOrder(one.entry, other.entry));
      let queued = 0;
      for (const { field, name, entry } of chosen) {
        const { parked, queue, outbox, lease } = queueKeys(shard, name);
        const values = [field, name, encodeOutboxEntry(entry, noTries)];
        queued += Number(await retryScript(redis, [parked, queue, outbox, lease], values));
      }
      return queued;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

function inOrder(one: OutboxEntry, other: OutboxEntry): number {
  const later = one.committedAt.getTime() - other.committedAt.getTime();
  return later === 0 ? Number(one.id > other.id) - 0.5 : later;
}

async function readShard(redis: RedisCommands, shard: number) {
  const fields = await redis.hgetall(queueKeys(shard, "").parked);
  return Object.entries(fields).map(([field, value]) => ({ field, ...decodeParked(field, value) }));
}
