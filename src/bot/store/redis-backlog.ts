import { queueKeys, shardCount } from "./keys.ts";
import type { OutboxBacklog } from "./outbox-store.ts";
import type { RedisCommands } from "./redis-script.ts";

const shards = Array.from({ length: shardCount }, (_, shard) => shard);

/** Reads a few numbers of each shard. Times of attempts are the server's, and so is the time that they are compared with. */
export async function readRedisBacklog(redis: RedisCommands): Promise<OutboxBacklog> {
  const [[seconds], ...perShard] = await Promise.all([
    redis.time(),
    ...shards.map(async (shard) => {
      const { outbox, parked } = queueKeys(shard, "");
      const [[, dueAtMs], residents, deadLetters] = await Promise.all([
        redis.zrange(outbox, "0", "0", "WITHSCORES"),
        redis.zcard(outbox),
        redis.hlen(parked),
      ]);
      return { dueAtMs: Number(dueAtMs ?? Number.POSITIVE_INFINITY), residents, deadLetters };
    }),
  ]);
  const nowMs = Number(seconds) * 1_000;
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  return {
    residents: sum(perShard.map(({ residents }) => residents)),
    overdueMs: Math.max(0, ...perShard.map(({ dueAtMs }) => nowMs - dueAtMs)),
    deadLetters: sum(perShard.map(({ deadLetters }) => deadLetters)),
  };
}
