import { setTimeout as sleep } from "node:timers/promises";
import type { Redis } from "ioredis";
import type { RedisCommands } from "./redis-script.ts";

const defaultPollMs = 1_000;
/** A rewrite reads all of the memory: gigabytes take minutes. */
const defaultMaxWaitMs = 30 * 60_000;
/** Redis answers -1 as long as it has never written a snapshot. */
const never = "-1";

interface RewriteOptions {
  readonly pollMs?: number;
  readonly maxWaitMs?: number;
}

/** A server did not rewrite its files: what was erased is still in them. */
export class FileRewriteError extends Error {
  override readonly name = "FileRewriteError";
  /** The server's address, without credentials. */
  readonly server: string;

  constructor(server: string, reason: string, cause?: unknown) {
    super(`${server} did not rewrite its files: ${reason}`, { cause });
    this.server = server;
  }
}

/**
 * Lets every server rewrite its append-only file, and its snapshot if it has one, from what is in memory now: what was
 * erased or has expired is gone from the disk afterwards. Rejects with FileRewriteError.
 */
export async function rewriteRedisFiles(
  redis: RedisCommands,
  options: RewriteOptions = {},
): Promise<void> {
  // Replicas of a cluster's nodes have files of their own.
  const servers = "nodes" in redis ? redis.nodes("all") : [redis];
  await Promise.all(servers.map((server) => rewriteFilesOf(server, options)));
}

async function rewriteFilesOf(redis: Redis, options: RewriteOptions): Promise<void> {
  const before = await persistenceOf(redis);
  if (before["aof_enabled"] === "1") {
    await waitUntilIdle(redis, options);
    await start(redis, () => redis.bgrewriteaof());
    await waitUntilIdle(redis, options);
  }
  if (before["rdb_last_bgsave_time_sec"] !== never) {
    await start(redis, () => redis.bgsave());
    await waitUntilIdle(redis, options);
  }
  const { aof_last_bgrewrite_status: aof, rdb_last_bgsave_status: rdb } =
    await persistenceOf(redis);
  if (aof !== "ok" || rdb !== "ok") throw new FileRewriteError(nameOf(redis), "it failed");
}

/** A managed Redis may refuse the command. */
async function start(redis: Redis, command: () => Promise<unknown>): Promise<void> {
  try {
    await command();
  } catch (error) {
    throw new FileRewriteError(nameOf(redis), "it refuses the command", error);
  }
}

async function waitUntilIdle(
  redis: Redis,
  { pollMs = defaultPollMs, maxWaitMs = defaultMaxWaitMs }: RewriteOptions,
): Promise<void> {
  const activities = ["aof_rewrite_in_progress", "aof_rewrite_scheduled", "rdb_bgsave_in_progress"];
  for (let waitedMs = 0; waitedMs <= maxWaitMs; waitedMs += pollMs) {
    const persistence = await persistenceOf(redis);
    if (activities.every((activity) => persistence[activity] !== "1")) return;
    await sleep(pollMs);
  }
  throw new FileRewriteError(nameOf(redis), `it took longer than ${maxWaitMs} ms`);
}

async function persistenceOf(redis: Redis): Promise<Readonly<Record<string, string>>> {
  const lines = (await redis.info("persistence")).split("\r\n");
  return Object.fromEntries(
    lines.map((line) => line.split(":", 2)).map(([name = "", value = ""]) => [name, value]),
  );
}

function nameOf({ options }: Redis): string {
  return `Redis at ${options.host}:${options.port}`;
}
