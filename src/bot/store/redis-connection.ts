import { Cluster, Redis } from "ioredis";
import { type CanaryPlace, canaryUse, openCanary } from "../../security/canary.ts";
import { createSecretBox } from "../../security/secret-box.ts";
import { canaryKey, shardCount, shardCountKey } from "./keys.ts";
import type { RedisCommands } from "./redis-script.ts";
import { batchWrites } from "./write-batching.ts";

/** Longer than a call may take, because a container's Redis may start a moment later. */
const connectTimeoutMs = 10_000;
const maxReconnectDelayMs = 1_000;

/** This Redis holds keys that are spread over another number of shards. */
class ShardCountMismatchError extends Error {
  readonly code = "SHARD_COUNT_MISMATCH";
  readonly report: string;

  constructor(stored: string | null) {
    const report = `REDIS_URL: this Redis was filled with ${stored} shards, this version uses ${shardCount}.`;
    super(report);
    this.name = "ShardCountMismatchError";
    this.report = report;
  }
}

/** Names the server for operators, without the user and the password of the address. */
export function redisServer(url: string): string {
  return `Redis at ${new URL(url).host}`;
}

/** The Redis of `REDIS_URL` cannot be used. The message leaves out the password that the address may hold. */
class RedisUnreachableError extends Error {
  override readonly name = "RedisUnreachableError";
  /** Printed for the operator instead of a stack trace. */
  readonly report: string;

  constructor(url: string, cause: unknown) {
    const code = Error.isError(cause) && "code" in cause ? ` (${String(cause.code)})` : "";
    const report = `REDIS_URL: ${redisServer(url)} refuses us${code}.`;
    super(report, { cause });
    this.report = report;
  }
}

interface RedisConnections {
  readonly commands: RedisCommands;
  /** Subscribes only: a subscribed connection may run nothing else. Any node of a cluster publishes for all. */
  readonly subscriber: Redis;
}

interface RedisConnectionOptions {
  readonly url: string;
  readonly onError: (error: Error) => void;
  readonly callTimeoutMs: number;
}

const retryStrategy = (attempt: number) => Math.min(attempt * 50, maxReconnectDelayMs);
const connectOptions = { lazyConnect: true, connectTimeout: connectTimeoutMs, retryStrategy };

/**
 * A call that cannot be made now fails now: the caller decides what to do then better than a queue. The connection to
 * a server that is silent for as long as a call may take is closed, so that nothing waits behind it.
 */
function failFastOptions(callTimeoutMs: number) {
  return {
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    socketTimeout: callTimeoutMs,
  };
}

/** Opens both connections, to a server or to a cluster of which it is a node. Throws RedisUnreachableError. */
export async function connectRedis(options: RedisConnectionOptions): Promise<RedisConnections> {
  const { url, onError, callTimeoutMs } = options;
  const single = new Redis(url, { ...connectOptions, ...failFastOptions(callTimeoutMs) });
  batchWrites(single);
  // Subscriptions wait for the connection: nothing is lost by it, because readers read again once it is back.
  // ioredis would resubscribe by itself, but nobody could catch what that rejects with.
  const subscriber = new Redis(url, {
    ...connectOptions,
    maxRetriesPerRequest: null,
    autoResubscribe: false,
  });
  let lastError: unknown;
  single.on("error", (error) => {
    lastError = error;
    onError(error);
  });
  subscriber.on("error", onError);
  let commands: RedisCommands = single;
  try {
    await Promise.all([single.connect(), subscriber.connect()]);
    if (await isClusterNode(single)) {
      commands = createCluster(single, options);
      single.disconnect();
      await commands.connect();
      // Each node connects with its first call, and calls beside that one would fail.
      await Promise.all(commands.nodes().map((node) => node.ping().catch(ignoreReported)));
    }
  } catch (error) {
    commands.disconnect();
    subscriber.disconnect();
    throw new RedisUnreachableError(url, lastError ?? error);
  }
  return { commands, subscriber };
}

/** Compares the stored shard count, or stores it if there is none, as after a wipe. Throws ShardCountMismatchError. */
export async function verifyShardCount(redis: RedisCommands): Promise<void> {
  await redis.setnx(shardCountKey, shardCount);
  const stored = await redis.get(shardCountKey);
  if (stored !== String(shardCount)) throw new ShardCountMismatchError(stored);
}

/** Opens the canary, or stores one if there is none, as after a wipe. Throws WrongSecretKeyError. */
export async function verifySecretKey(redis: RedisCommands, secretKey: string): Promise<void> {
  await openCanary(redisCanary(redis), createSecretBox(secretKey, canaryUse), "huong-dan");
}

/** Returns the place of the text by which a wrong SECRET_KEY is noticed in Redis. */
export function redisCanary(redis: RedisCommands): CanaryPlace {
  return {
    name: "Redis",
    read: () => redis.get(canaryKey),
    create: async (sealed) => {
      await redis.setnx(canaryKey, sealed);
      return (await redis.get(canaryKey)) ?? sealed;
    },
    replace: async (sealed) => {
      await redis.set(canaryKey, sealed);
    },
  };
}

async function isClusterNode(redis: Redis): Promise<boolean> {
  return (await redis.info("cluster")).includes("cluster_enabled:1");
}

/**
 * Creates a client for the cluster that this node belongs to. It has no automatic pipelines: ioredis follows MOVED and
 * ASK for each command, but not in a pipeline in which one of several shards moved.
 */
function createCluster(
  { options }: Redis,
  { onError, callTimeoutMs }: RedisConnectionOptions,
): Cluster {
  const { host = "127.0.0.1", port = 6379, username, password, tls } = options;
  const cluster = new Cluster([{ host, port }], {
    lazyConnect: true,
    enableOfflineQueue: false,
    // ioredis finds a lost node's successor through its neighbours; it never sends a call twice.
    retryDelayOnFailover: 0,
    retryDelayOnClusterDown: 0,
    clusterRetryStrategy: retryStrategy,
    slotsRefreshTimeout: callTimeoutMs,
    redisOptions: {
      connectTimeout: connectTimeoutMs,
      ...failFastOptions(callTimeoutMs),
      ...(username && { username }),
      ...(password && { password }),
      ...(tls && { tls }),
    },
  });
  cluster.on("error", onError);
  return cluster;
}

/** The cluster's own "error" event reports what its nodes failed with. */
function ignoreReported(): void {}
