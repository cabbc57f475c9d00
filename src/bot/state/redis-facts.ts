import { decodeFact } from "./codec.ts";
import { factsKey, shardCount } from "./keys.ts";
import type { RedisCommands } from "./script.ts";
import type { TurnFact } from "./turn-store.ts";

interface KeptFact {
  readonly key: string;
  readonly fact: TurnFact;
}

const shards = Array.from({ length: shardCount }, (_, shard) => shard);

/** Up to `limit` facts of all shards, oldest first. Facts that this version can't read are dropped. */
export async function readFacts(redis: RedisCommands, limit: number): Promise<KeptFact[]> {
  const read = await Promise.all(shards.map((shard) => readShard(redis, shard, limit)));
  return read
    .flat()
    .sort((a, b) => a.fact.at.getTime() - b.fact.at.getTime())
    .slice(0, limit);
}

/** `keys` are those that `readFacts` gave. */
export async function settleFacts(redis: RedisCommands, keys: readonly string[]): Promise<void> {
  const byShard = Map.groupBy(keys, (key) => Number(key.slice(0, key.indexOf(" "))));
  const ids = (group: readonly string[]) => group.map((key) => key.slice(key.indexOf(" ") + 1));
  await Promise.all(
    [...byShard].map(([shard, group]) => redis.xdel(factsKey(shard), ...ids(group))),
  );
}

async function readShard(redis: RedisCommands, shard: number, limit: number): Promise<KeptFact[]> {
  const rows = await redis.xrange(factsKey(shard), "-", "+", "COUNT", limit);
  const read = rows.map(([id, [, json = ""]]) => ({ id, fact: decodeFact(json) }));
  const unreadable = read.filter(({ fact }) => fact === null).map(({ id }) => id);
  if (unreadable.length > 0) await redis.xdel(factsKey(shard), ...unreadable);
  return read.flatMap(({ id, fact }) => (fact === null ? [] : [{ key: `${shard} ${id}`, fact }]));
}
