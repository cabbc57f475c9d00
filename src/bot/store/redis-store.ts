import { randomBytes } from "node:crypto";
import type { Resident } from "../../channels/resident.ts";
import type { WebEntries } from "../../channels/web/conversations.ts";
import { createPoller } from "../../concurrency/poller.ts";
import { takeOverFormerKeys } from "./former-keys.ts";
import { factsKey, probeKey, queueKeys, shardCount, turnKeys, webKey } from "./keys.ts";
import type { OutboxListener } from "./outbox-store.ts";
import { type CommitOptions, commitPlatformTurn, commitWebTurn } from "./redis-commit.ts";
import {
  connectRedis,
  redisServer,
  verifySecretKey,
  verifyShardCount,
} from "./redis-connection.ts";
import { createRedisOutbox } from "./redis-outbox.ts";
import { createRedisPacer } from "./redis-pacer.ts";
import { createPubSub } from "./redis-pubsub.ts";
import {
  type BoundCall,
  boundCallsTo,
  type RedisCommands,
  readScript,
  StoreUnavailableError,
} from "./redis-script.ts";
import { createRedisSeals, type RedisSeals, type StoredName } from "./redis-seals.ts";
import { rewriteRedisFiles } from "./rewrite-redis-files.ts";
import { decodeEntry, decodeFact, decodeState, encodeState } from "./turn-codec.ts";
import {
  type CommitResult,
  type FactBatch,
  type LoadedTurn,
  seenMarkHours,
  type TurnCommit,
  type TurnStore,
} from "./turn-store.ts";

interface RedisStoreOptions {
  readonly url: string;
  /** Seals what is stored: one key or several, of which the first seals and all open. */
  readonly secretKey: string;
  /** Keys the hashes by which residents are found. */
  readonly hashKey: string;
  readonly stateTtlDays: number;
  /** Called each time a connection is lost. Calls made meanwhile reject on their own. */
  readonly onError: (error: Error) => void;
  /** Limits each call to the store. */
  readonly callTimeoutMs?: number;
  /** A replica that did not renew its lease for this time has lost it. A send may take 5 seconds of it. */
  readonly leaseMs?: number;
  /** A replica that was silent for this time gets no share of the shards. */
  readonly replicaTimeoutMs?: number;
}

const defaultCallTimeoutMs = 800;
/** How often replicas of the former version, which still run, are asked what they stored. */
const takeOverIntervalMs = 10_000;
const defaultLeaseMs = 8_000;
const defaultReplicaTimeoutMs = 4_000;
const secondsPerDay = 86_400;
const secondsPerHour = 3_600;
const instanceBytes = 8;
/** Padded, so that ids of one instance sort in the order in which they were made. */
const idLength = 8;
const runForget = readScript("forget-5");

/**
 * Opens the turn store that any number of replicas share, on a Redis or a Redis Cluster. Every call ends within its
 * time-out or rejects with StoreUnavailableError. Rejects with what `connectRedis` rejects with,
 * ShardCountMismatchError and WrongSecretKeyError.
 */
export async function openRedisStore(options: RedisStoreOptions): Promise<TurnStore> {
  const callTimeoutMs = options.callTimeoutMs ?? defaultCallTimeoutMs;
  const server = redisServer(options.url);
  const onError = (error: Error) => options.onError(new StoreUnavailableError(server, error));
  const { commands: redis, subscriber } = await connectRedis({
    ...options,
    onError,
    callTimeoutMs,
  });
  const bounded = boundCallsTo(callTimeoutMs, server);
  const seals = createRedisSeals(options);
  const verify = async () => {
    await verifyShardCount(redis);
    await verifySecretKey(redis, options.secretKey);
  };
  const takeOver = createPoller({
    intervalMs: takeOverIntervalMs,
    run: () => takeOverFormerKeys(redis, seals),
    onError: (error) => options.onError(new StoreUnavailableError(server, error)),
  });
  try {
    await verify();
    if (!(await takeOverFormerKeys(redis, seals))) takeOver.start();
  } catch (error) {
    redis.disconnect();
    subscriber.disconnect();
    throw error;
  }
  const pubSub = createPubSub(subscriber);
  const instance = randomBytes(instanceBytes).toString("hex");
  const probeWrite = createWriteProbe();
  let listener: OutboxListener | null = null;
  let idCount = 0;
  const commitOptions: CommitOptions = {
    redis,
    seals,
    instance,
    stateSeconds: options.stateTtlDays * secondsPerDay,
    nextId: () => `${instance}-${(idCount++).toString(36).padStart(idLength, "0")}`,
  };

  const commit = async (turn: TurnCommit, state: string): Promise<CommitResult> => {
    if (turn.resident.channel === "web") return commitWebTurn(commitOptions, turn, state);
    const { result, sendable } = await commitPlatformTurn(commitOptions, turn, state);
    if (sendable !== null) listener?.onCommitted(sendable.shard, sendable.name, sendable.entry);
    return result;
  };

  const outbox = createRedisOutbox({
    redis,
    seals,
    bounded,
    instance,
    leaseMs: options.leaseMs ?? defaultLeaseMs,
    replicaTimeoutMs: options.replicaTimeoutMs ?? defaultReplicaTimeoutMs,
    verify,
    subscribe: (outboxListener) => {
      listener = outboxListener;
      pubSub.watchShards((shard, name) => outboxListener.onNotified(shard, name));
    },
  });

  const webKeyOf = (visitor: Resident) => {
    const { shard, name } = seals.locate(visitor);
    return webKey(shard, name);
  };

  return {
    outbox,
    pacer: (limits) => createRedisPacer(redis, bounded, limits),
    load: (resident, messageId) => bounded(load(redis, seals, resident, messageId)),
    commit: async (turn) => {
      // Outside the bound: a state that is too large is the flow's error, not the store's.
      const state = encodeState(turn.state);
      return bounded(commit(turn, state));
    },
    markSeen: (resident, messageId) => bounded(markSeen(redis, seals, resident, messageId)),
    readWeb: (visitor, lastId) => bounded(readWeb(redis, seals, seals.locate(visitor), lastId)),
    watchWeb: (visitor, onCommit) => pubSub.watch(webKeyOf(visitor), onCommit),
    isWatched: (visitor) => bounded(isSubscribed(redis, webKeyOf(visitor))),
    readFacts: (limit) => readFacts(redis, bounded, limit),
    deleteFacts: (batch) => bounded(deleteFacts(redis, batch)),
    rewriteFiles: () => rewriteRedisFiles(redis),
    forget: (resident) => bounded(forget(redis, seals.locate(resident))),
    ping: () => bounded(probeWrite(redis)),
    close: async () => {
      await takeOver.close();
      subscriber.disconnect();
      // Quitting in order needs a connection; without one there is nothing left to end.
      await redis.quit().catch(() => redis.disconnect());
    },
  };
}

async function load(
  redis: RedisCommands,
  seals: RedisSeals,
  resident: Resident,
  messageId: string,
): Promise<LoadedTurn> {
  const { shard, name } = seals.locate(resident);
  const keys = turnKeys(shard, name, seals.markOf(name, messageId));
  const [[version, state], seenCount] = await Promise.all([
    redis.hmget(keys.flow, "v", "s"),
    redis.exists(keys.seen),
  ]);
  // A text that does not open was damaged: the conversation starts again. A wrong SECRET_KEY refused the start.
  const json = typeof state === "string" ? seals.open(state, { kind: "state", name }) : null;
  return {
    state: json === null ? null : decodeState(json),
    version: Number(version ?? 0),
    isSeen: seenCount === 1,
  };
}

async function markSeen(
  redis: RedisCommands,
  seals: RedisSeals,
  resident: Resident,
  messageId: string,
): Promise<void> {
  const { shard, name } = seals.locate(resident);
  const { seen } = turnKeys(shard, name, seals.markOf(name, messageId));
  await redis.set(seen, 1, "EX", seenMarkHours * secondsPerHour);
}

async function readWeb(
  redis: RedisCommands,
  seals: RedisSeals,
  { shard, name }: StoredName,
  lastId: string | undefined,
): Promise<WebEntries> {
  const key = webKey(shard, name);
  const readEntries = (rows: readonly [id: string, fields: string[]][]) =>
    rows.flatMap(([id, [, sealed = ""]]) => {
      const json = seals.open(sealed, { kind: "line", name });
      return (json === null ? null : decodeEntry(id, json)) ?? [];
    });
  if (lastId !== undefined && isStreamId(lastId)) {
    const rows = await redis.xrange(key, lastId, "+");
    if (rows[0]?.[0] === lastId) return { continues: true, entries: readEntries(rows.slice(1)) };
  }
  return { continues: false, entries: readEntries(await redis.xrange(key, "-", "+")) };
}

/** Redis refuses any other id with an error; here it is an unknown one. */
function isStreamId(id: string): boolean {
  return /^\d{1,15}-\d{1,15}$/.test(id);
}

/**
 * Reads the facts shard by shard, so that no more than one batch is in memory. A fact that this version cannot read
 * is left out, and deleted with its batch.
 */
async function* readFacts(
  redis: RedisCommands,
  bounded: BoundCall,
  limit: number,
): AsyncGenerator<FactBatch> {
  for (let shard = 0; shard < shardCount; shard += 1) {
    let from = "-";
    for (;;) {
      const rows = await bounded(redis.xrange(factsKey(shard), from, "+", "COUNT", limit));
      const last = rows.at(-1);
      if (last === undefined) break;
      const [lastId] = last;
      const facts = rows.flatMap(([, [, json = ""]]) => decodeFact(json) ?? []);
      yield { key: `${shard} ${lastId}`, facts };
      from = `(${lastId}`;
    }
  }
}

/**
 * Deletes a shard's facts up to the last one of the batch. What was read of a shard are its oldest facts: another
 * replica that read them too has recorded the same rows.
 */
async function deleteFacts(redis: RedisCommands, { key }: FactBatch): Promise<void> {
  const [shard, lastId = ""] = key.split(" ");
  const [ms, sequence] = lastId.split("-");
  await redis.xtrim(factsKey(Number(shard)), "MINID", "=", `${ms}-${Number(sequence) + 1}`);
}

/** Writes to one shard after the other, so that each master of a cluster is tried. */
function createWriteProbe(): (redis: RedisCommands) => Promise<void> {
  let count = 0;
  return async (redis) => {
    count = (count + 1) % shardCount;
    await redis.set(probeKey(count), 1, "EX", secondsPerHour);
  };
}

async function forget(redis: RedisCommands, { shard, name }: StoredName): Promise<void> {
  const { flow, web } = turnKeys(shard, name, "");
  const { queue, outbox, parked } = queueKeys(shard, name);
  await runForget(redis, [flow, web, queue, outbox, parked], [name]);
}

/** A node of a cluster knows only those who subscribe to it: there a visitor may look away although the page is open. */
async function isSubscribed(redis: RedisCommands, channel: string): Promise<boolean> {
  const [, count] = await redis.pubsub("NUMSUB", channel);
  return Number(count ?? 0) > 0;
}
