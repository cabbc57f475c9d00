import { bounded } from "./bounded.ts";
import { isFactLine } from "./fact-codec.ts";
import { factsKey, shardCount } from "./keys.ts";
import { type RedisCommands, readScript } from "./redis-script.ts";
import type { FactBatch } from "./turn-store.ts";

const readFactsScript = readScript("read-facts-1");

/** Shard after shard, so that no more than one batch is in memory. Facts that this version can't read are left out. */
export async function* readFacts(redis: RedisCommands, limit: number): AsyncGenerator<FactBatch> {
  for (let shard = 0; shard < shardCount; shard += 1) {
    let after = "-";
    for (;;) {
      const found = await bounded(readFactsScript(redis, [factsKey(shard)], [after, limit]));
      if (!Array.isArray(found)) break;
      const [lastId = "", lines = ""] = found.map(String);
      yield { key: `${shard} ${lastId}`, lines: lines.split("\n").filter(isFactLine) };
      after = `(${lastId}`;
    }
  }
}

/** What was read of a shard are its oldest facts: another replica that read them too keeps the same rows. */
export async function settleFacts(redis: RedisCommands, { key }: FactBatch): Promise<void> {
  const [shard, lastId = ""] = key.split(" ");
  await redis.xtrim(factsKey(Number(shard)), "MINID", "=", nextIdAfter(lastId));
}

function nextIdAfter(id: string): string {
  const [ms, sequence] = id.split("-");
  return `${ms}-${Number(sequence) + 1}`;
}
