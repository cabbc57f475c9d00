import { readFileSync } from "node:fs";
import { Redis, type Result } from "ioredis";
import { shardCount, shardCountKey } from "./keys.ts";

declare module "ioredis" {
  interface RedisCommander<Context> {
    /** `lua/commit-turn-4.lua`: four keys, then its arguments. */
    commitTurn(...keysAndArguments: string[]): Result<string, Context>;
  }
}

/** Any one call to the store (design, "One turn" 4). */
const callTimeoutMs = 800;
/** Only at start: a container's Redis may be a moment behind. */
const connectTimeoutMs = 10_000;
const maxReconnectDelayMs = 1_000;

/** The turn store did not answer in time, or could not. Nothing of the turn may be taken as kept. */
export class StoreUnavailableError extends Error {
  readonly code = "STORE_UNAVAILABLE";
  readonly statusCode = 503;

  constructor(cause: unknown) {
    // Not the cause's own words: a reply error repeats the command's arguments.
    super("the turn store is not available", { cause });
    this.name = "StoreUnavailableError";
  }
}

/** This Redis holds keys that were spread over another number of shards. */
export class ShardCountMismatchError extends Error {
  readonly code = "SHARD_COUNT_MISMATCH";

  constructor(stored: string | null) {
    super(`Redis was filled with ${stored} shards, this version uses ${shardCount}`);
    this.name = "ShardCountMismatchError";
  }
}

export interface RedisConnections {
  readonly commands: Redis;
  /** Subscribed connections may run nothing else. */
  readonly news: Redis;
}

/** Opens both connections and refuses a Redis with another shard count. */
export async function connectRedis(
  url: string,
  onError: (error: Error) => void,
): Promise<RedisConnections> {
  const retryStrategy = (attempt: number) => Math.min(attempt * 50, maxReconnectDelayMs);
  const shared = { lazyConnect: true, connectTimeout: connectTimeoutMs, retryStrategy };
  // A call that can't be made now fails now: the caller knows better than a queue what to do then.
  const commands = new Redis(url, {
    ...shared,
    commandTimeout: callTimeoutMs,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
  });
  // Subscriptions do wait for the connection: nothing is lost by it, readers look again once it is back.
  // ioredis would subscribe again by itself, but with nobody to catch what that rejects with.
  const news = new Redis(url, { ...shared, maxRetriesPerRequest: null, autoResubscribe: false });
  commands.on("error", onError);
  news.on("error", onError);
  commands.defineCommand("commitTurn", {
    numberOfKeys: 4,
    lua: readFileSync(new URL("lua/commit-turn-4.lua", import.meta.url), "utf8"),
  });
  try {
    await Promise.all([commands.connect(), news.connect()]);
    await checkShardCount(commands);
  } catch (error) {
    commands.disconnect();
    news.disconnect();
    throw error;
  }
  return { commands, news };
}

async function checkShardCount(redis: Redis): Promise<void> {
  await redis.setnx(shardCountKey, shardCount);
  const stored = await redis.get(shardCountKey);
  if (stored !== String(shardCount)) throw new ShardCountMismatchError(stored);
}
