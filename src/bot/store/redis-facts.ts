import { bounded } from "./bounded.ts";
import { decodeFact } from "./fact-codec.ts";
import { factsKey, shardCount } from "./keys.ts";
import type { RedisCommands } from "./redis-script.ts";
import type { FactBatch } from "./turn-store.ts";

/**
 * Reads the facts shard by shard, so that no more than one batch is in memory. A fact that this version cannot read
 * is left out, and deleted with its batch.
 */
export async function* readFacts(redis: RedisCommands, limit: number): AsyncGenerator<FactBatch> {
  for (let shard = 0; shard < shardCount; shard += 1) {
    let after = "-";
    for (;;) {
      const rows = await bounded(redis.xrange(factsKey(shard), after, "+", "COUNT", limit));
      const last = rows.at(-1);
      if (last === undefined) break;
      const [lastId] = last;
      yield {
        key: `${shard} ${lastId}`,
        facts: rows.flatMap(([, [, json = ""]]) => decodeFact(json) ?? []),
      };
      after = `(${lastId}`;
    }
  }
}

/**
 * Deletes a shard's facts up to the last one of the batch. What was read of a shard are its oldest facts: another
 * replica that read them too has recorded the same rows.
 */
export async function deleteFacts(redis: RedisCommands, { key }: FactBatch): Promise<void> {
  const [shard, lastId = ""] = key.split(" ");
  await redis.xtrim(factsKey(Number(shard)), "MINID", "=", nextIdAfter(lastId));
}

function nextIdAfter(id: string): string {
  const [ms, sequence] = id.split("-");
  return `${ms}-${Number(sequence) + 1}`;
}
