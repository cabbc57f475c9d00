import {
  bulkReserve,
  createTokenBucket,
  minRateFactor,
  type PaceLimits,
  type Pacer,
  rateDoublesMs,
  type TokenBucket,
} from "../../channels/pacing.ts";
import { type BoundCall, type RedisCommands, readScript } from "./redis-script.ts";

const runPace = readScript("pace-1");
/** Long before this, an unused bucket is full again and its rate is back at its limit. */
const bucketLifeMs = 3_600_000;

/** Paces with one token bucket that all replicas share. Rejects with StoreUnavailableError. */
export function createRedisPacer(
  redis: RedisCommands,
  bounded: BoundCall,
  limits: PaceLimits,
): Pacer {
  const buckets = new Map(
    Object.entries(limits).map(([account, limit]) => [account, createTokenBucket(limit)] as const),
  );
  const step = async (
    account: string,
    bucket: TokenBucket,
    action: "take" | "slow",
    need: number,
  ) => {
    const { capacity, perMs } = bucket;
    const values = [action, capacity, perMs, need, minRateFactor, rateDoublesMs, bucketLifeMs];
    return Number(await bounded(runPace(redis, [`huong-dan:pace:${account}`], values)));
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
