import {
  type Bucket,
  bucketOf,
  bulkReserve,
  factorDoublesMs,
  leastFactor,
  type PaceLimits,
  type Pacer,
} from "../../channels/pacing.ts";
import { bounded } from "./bounded.ts";
import { type RedisCommands, readScript } from "./script.ts";

const pace = readScript("pace-1");
/** An unused bucket is full again, and not lowered any more, long before. */
const bucketLifeMs = 3_600_000;

/** One bucket for all replicas. Rejects with StoreUnavailableError. */
export function createRedisPacer(redis: RedisCommands, limits: PaceLimits): Pacer {
  const buckets = new Map(
    Object.entries(limits).map(([account, limit]) => [account, bucketOf(limit)] as const),
  );
  const step = async (account: string, bucket: Bucket, what: "take" | "slow", need: number) => {
    const { capacity, perMs } = bucket;
    const values = [what, capacity, perMs, need, leastFactor, factorDoublesMs, bucketLifeMs];
    return Number(await bounded(pace(redis, [`huong-dan:pace:${account}`], values)));
  };
  return {
    take: (account, lane) => {
      const bucket = buckets.get(account);
      if (bucket == null) return 0;
      return step(account, bucket, "take", 1 + (lane === "bulk" ? bulkReserve(bucket) : 0));
    },
    slowDown: async (account, ms) => {
      const bucket = buckets.get(account);
      if (bucket != null) await step(account, bucket, "slow", ms);
    },
  };
}
