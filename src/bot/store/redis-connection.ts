import { Cluster, Redis } from "ioredis";
import { callTimeoutMs } from "./bounded.ts";
import { shardCount, shardCountKey } from "./keys.ts";
import type { RedisCommands } from "./redis-script.ts";

/** Only at start: a container's Redis may be a moment behind. */
const connectTimeoutMs = 10_000;
const maxReconnectDelayMs = 1_000;

/** This Redis holds keys that were spread over another number of shards. */
export class ShardCountMismatchError extends Error {
  readonly code = "SHARD_COUNT_MISMATCH";
  readonly report: string;

  constructor(stored: string | null) {
    const report = `REDIS_URL: this Redis was filled with ${stored} shards, this version uses ${shardCount}.`;
    super(report);
    this.name = "ShardCountMismatchError";
    this.report = report;
  }
}

/** `REDIS_URL` names no Redis that lets us in: told at start, without the password that the address may hold. */
export class RedisUnreachableError extends Error {
  override readonly name = "RedisUnreachableError";
  /** What an operator is told, without a stack trace. */
  readonly report: string;

  constructor(url: string, cause: unknown) {
    const code = Error.isError(cause) && "code" in cause ? ` (${String(cause.code)})` : "";
    const report = `REDIS_URL: Redis at ${new URL(url).host} refuses us${code}.`;
    super(report, { cause });
    this.report = report;
  }
}

export interface RedisConnections {
  readonly commands: RedisCommands;
  /** Subscribed connections may run nothing else. Any node of a cluster tells the news of all. */
  readonly news: Redis;
}

const retryStrategy = (attempt: number) => Math.min(attempt * 50, maxReconnectDelayMs);
const patient = { lazyConnect: true, connectTimeout: connectTimeoutMs, retryStrategy };
// A call that can't be made now fails now: the caller knows better than a queue what to do then. A server
// that is silent for as long as a call may take is given up, so that nothing waits behind it.
const prompt = {
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  socketTimeout: callTimeoutMs,
};

/**
 * Opens both connections, to a server or to a cluster of which it is a node. Throws
 * RedisUnreachableError and ShardCountMismatchError.
 */
export async function connectRedis(
  url: string,
  onError: (error: Error) => void,
): Promise<RedisConnections> {
  // Commands of one round of the event loop leave in one write: that halves what a commit costs under load.
  const single = new Redis(url, { ...patient, ...prompt, enableAutoPipelining: true });
  // Subscriptions do wait for the connection: nothing is lost by it, readers look again once it is back.
  // ioredis would subscribe again by itself, but with nobody to catch what that rejects with.
  const news = new Redis(url, { ...patient, maxRetriesPerRequest: null, autoResubscribe: false });
  let cause: unknown;
  single.on("error", (error) => {
    cause = error;
    onError(error);
  });
  news.on("error", onError);
  let commands: RedisCommands = single;
  try {
    await Promise.all([single.connect(), news.connect()]);
    if (await isClusterNode(single)) {
      commands = clusterOf(single, onError);
      single.disconnect();
      await commands.connect();
      // Each connects with its first call, and the calls beside that one would fail.
      await Promise.all(commands.nodes().map((node) => node.ping().catch(ignoreTold)));
    }
    await keepShardCount(commands);
  } catch (error) {
    commands.disconnect();
    news.disconnect();
    if (error instanceof ShardCountMismatchError) throw error;
    throw new RedisUnreachableError(url, cause ?? error);
  }
  return { commands, news };
}

/** Writes the shard count where there is none, as after a wipe. Throws ShardCountMismatchError. */
export async function keepShardCount(redis: RedisCommands): Promise<void> {
  await redis.setnx(shardCountKey, shardCount);
  const stored = await redis.get(shardCountKey);
  if (stored !== String(shardCount)) throw new ShardCountMismatchError(stored);
}

async function isClusterNode(redis: Redis): Promise<boolean> {
  return (await redis.info("cluster")).includes("cluster_enabled:1");
}

/**
 * The cluster that this node belongs to. ioredis follows MOVED and ASK command by command; in its automatic
 * pipelines it would not where one of several shards moved, so there are none.
 */
function clusterOf({ options }: Redis, onError: (error: Error) => void): Cluster {
  const { host = "127.0.0.1", port = 6379, username, password, tls } = options;
  const cluster = new Cluster([{ host, port }], {
    lazyConnect: true,
    enableOfflineQueue: false,
    // A node that went is asked for again by what its neighbours know; a call is never sent twice for it.
    retryDelayOnFailover: 0,
    retryDelayOnClusterDown: 0,
    clusterRetryStrategy: retryStrategy,
    slotsRefreshTimeout: callTimeoutMs,
    redisOptions: {
      ...{ connectTimeout: connectTimeoutMs, ...prompt },
      ...(username && { username }),
      ...(password && { password }),
      ...(tls && { tls }),
    },
  });
  cluster.on("error", onError);
  return cluster;
}

/** The cluster's own "error" tells what its nodes failed with. */
function ignoreTold(): void {}
