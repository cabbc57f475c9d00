import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { createInterface } from "node:readline";
import type { Redis } from "ioredis";
import { z } from "zod";
import { leaseKey, replicasKey, shardCount } from "./keys.ts";
import { connectRedis } from "./redis-connection.ts";
import type { RedisCommands } from "./redis-script.ts";

/** The keys of the service in Redis do not fit what was asked for. */
export class RedisDumpError extends Error {
  override readonly name = "RedisDumpError";
  /** The message for operators, without a stack trace. */
  readonly report: string;

  constructor(report: string, cause?: unknown) {
    super(report, { cause });
    this.report = report;
  }
}

interface RedisDumpOptions {
  readonly url: string;
  readonly onError: (error: Error) => void;
}

/** One key: its value as Redis's own DUMP gives it, in base64, and when it expires. */
const dumpedKey = z.strictObject({
  key: z.string(),
  expiresAtMs: z.int().nullable(),
  value: z.base64(),
});
type DumpedKey = z.infer<typeof dumpedKey>;

const callTimeoutMs = 30_000;
const batchSize = 256;
const ownerOnly = 0o600;
/** A replica that was silent for this time is gone. */
const replicaSilenceMs = 10_000;
/** Belong to running replicas only. */
const unkept = new Set([
  replicasKey,
  ...Array.from({ length: shardCount }, (_, shard) => leaseKey(shard)),
]);
const keyPatterns = ["{s[0-9][0-9]}:*", "huong-dan:*"];
/** A reply moves between these, so that they are read at one moment. */
const queueKinds = new Set(["out", "due", "dead", "fence"]);

/**
 * Writes all keys of the service to a new file, while it goes on. Each key is read at one moment, and so are all queues of replies of
 * a shard. The seen-marks come first: what is read after them can only be newer, so that no event counts as seen whose turn is
 * missing. Returns the number of keys.
 */
export async function dumpRedis(
  options: RedisDumpOptions,
  file: string,
  now: () => Date,
): Promise<number> {
  return withRedis(options, async (redis) => {
    const output = await open(file, "wx", ownerOnly);
    try {
      let count = 0;
      for (const keys of inOrder(await findKeys(redis))) {
        count += await writeKeys(output, await readKeys(redis, keys, now));
      }
      await output.sync();
      return count;
    } finally {
      await output.close();
    }
  });
}

/** Returns how many keys of residents the Redis holds; those of the service itself are there from the first connection on. */
export async function countRedisKeys(options: RedisDumpOptions): Promise<number> {
  return withRedis(options, async (redis) => {
    const keys = await findKeys(redis);
    return keys.filter((key) => key.startsWith("{")).length;
  });
}

/** Returns how many replicas use this Redis now. */
export async function countLiveReplicas(options: RedisDumpOptions): Promise<number> {
  return withRedis(options, async (redis) => {
    const [seconds] = await redis.time();
    return redis.zcount(replicasKey, Number(seconds) * 1_000 - replicaSilenceMs, "+inf");
  });
}

/**
 * Restores the keys of a dump; those that have expired since are left out. Deletes all other keys of the service first. Returns the
 * number of keys. Throws RedisDumpError if this Redis is too old for the dump.
 */
export async function restoreRedis(
  options: RedisDumpOptions,
  file: string,
  now: Date,
): Promise<number> {
  return withRedis(options, async (redis) => {
    for (const keys of inBatches(await findKeys(redis))) {
      await Promise.all(keys.map((key) => redis.unlink(key)));
    }
    let count = 0;
    let batch: DumpedKey[] = [];
    const flush = async () => {
      await Promise.all(batch.map((dumped) => restoreKey(redis, dumped)));
      count += batch.length;
      batch = [];
    };
    for await (const line of createInterface({ input: createReadStream(file) })) {
      const dumped = dumpedKey.parse(JSON.parse(line));
      const isExpired = dumped.expiresAtMs !== null && dumped.expiresAtMs <= now.getTime();
      if (!isExpired) batch.push(dumped);
      if (batch.length >= batchSize) await flush();
    }
    await flush();
    return count;
  });
}

async function withRedis<T>(
  { url, onError }: RedisDumpOptions,
  work: (redis: RedisCommands) => Promise<T>,
): Promise<T> {
  const { commands, subscriber } = await connectRedis({ url, onError, callTimeoutMs });
  try {
    return await work(commands);
  } finally {
    subscriber.disconnect();
    commands.disconnect();
  }
}

async function findKeys(redis: RedisCommands): Promise<string[]> {
  const nodes: Redis[] = "nodes" in redis ? redis.nodes("master") : [redis];
  const found = new Set<string>();
  for (const node of nodes) {
    for (const match of keyPatterns) {
      let cursor = "0";
      do {
        const [next, keys] = await node.scan(cursor, "MATCH", match, "COUNT", 1_000);
        for (const key of keys) if (!unkept.has(key)) found.add(key);
        cursor = next;
      } while (cursor !== "0");
    }
  }
  return [...found];
}

/** Returns batches: the seen-marks, then each shard's queues as a whole, then everything else. */
function* inOrder(keys: readonly string[]): Generator<readonly string[]> {
  const kindOf = (key: string) => key.split(":")[1] ?? "";
  const seen = keys.filter((key) => kindOf(key) === "seen");
  const queues = keys.filter((key) => key.startsWith("{") && queueKinds.has(kindOf(key)));
  const taken = new Set([...seen, ...queues]);
  yield* inBatches(seen);
  yield* Map.groupBy(queues, (key) => key.split(":")[0]).values();
  yield* inBatches(keys.filter((key) => !taken.has(key)));
}

function* inBatches(keys: readonly string[]): Generator<readonly string[]> {
  for (let from = 0; from < keys.length; from += batchSize)
    yield keys.slice(from, from + batchSize);
}

async function readKeys(
  redis: RedisCommands,
  keys: readonly string[],
  now: () => Date,
): Promise<DumpedKey[]> {
  const [first = ""] = keys;
  const isOneShard = queueKinds.has(first.split(":")[1] ?? "");
  if (!isOneShard) {
    const read = keys.map(async (key) => {
      const [value, leftMs] = await Promise.all([redis.dumpBuffer(key), redis.pttl(key)]);
      return toDumped(key, value, leftMs < 0 ? null : now().getTime() + leftMs);
    });
    return (await Promise.all(read)).flatMap((dumped) => dumped ?? []);
  }
  const transaction = redis.multi();
  for (const key of keys) transaction.dumpBuffer(key);
  const answers = (await transaction.exec()) ?? [];
  // None of these expires.
  return keys.flatMap((key, index) => {
    const [error, value] = answers[index] ?? [new Error("no answer")];
    if (error) throw error;
    return toDumped(key, Buffer.isBuffer(value) ? value : null, null) ?? [];
  });
}

/** Returns null if the key has gone meanwhile. */
function toDumped(key: string, value: Buffer | null, expiresAtMs: number | null) {
  return value === null ? null : { key, expiresAtMs, value: value.toString("base64") };
}

async function writeKeys(output: FileHandle, dumped: readonly DumpedKey[]): Promise<number> {
  await output.appendFile(dumped.map((one) => `${JSON.stringify(one)}\n`).join(""));
  return dumped.length;
}

async function restoreKey(
  redis: RedisCommands,
  { key, expiresAtMs, value }: DumpedKey,
): Promise<void> {
  try {
    await redis.restore(key, expiresAtMs ?? 0, Buffer.from(value, "base64"), "REPLACE", "ABSTTL");
  } catch (error) {
    throw new RedisDumpError(
      "REDIS_URL: this Redis does not accept the dump. It must be of the same version as the one that was backed up, or newer.",
      error,
    );
  }
}
