import {
  bulkReserve,
  createTokenBucket,
  minRateFactor,
  type PaceLimits,
  type Pacer,
  rateDoublesMs,
  type TokenBucket,
} from "../../channels/pacing.ts";
import { bounded } from "./bounded.ts";
import { type RedisCommands, readScript } from "./redis-script.ts";

const pace = readScript("pace-1");
/** An unused bucket is full again, and not lowered any more, long before. */
const bucketLifeMs = 3_600_000;

/** One bucket for all replicas. Rejects with StoreUnavailableError. */
export function createRedisPacer(redis: RedisCommands, limits: PaceLimits): Pacer {
  const buckets = new Map(
    Object.entries(limits).map(([account, limit]) => [account, createTokenBucket(limit)] as const),
  );
  const step = async (
    account: string,
    bucket: TokenBucket,
    what: "take" | "slow",
    need: number,
  ) => {
    const { capacity, perMs } = bucket;
    const values = [what, capacity, perMs, need, minRateFactor, rateDoublesMs, bucketLifeMs];
    return Number(await bounded(pace(redis, [`huong-dan:pace:${account}`], values)));
  };
  return {
    acquire: (account, lane) => {
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
