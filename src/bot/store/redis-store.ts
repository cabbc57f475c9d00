import { randomBytes } from "node:crypto";
import type { Resident } from "../../channels/resident.ts";
import type { WebEntries, WebEntry } from "../../channels/web/conversations.ts";
import { bounded } from "./bounded.ts";
import { queueKeys, residentKey, shardOf, turnKeys, webKey } from "./keys.ts";
import type { OutboxListener } from "./outbox-store.ts";
import { commitTurn } from "./redis-commit.ts";
import { connectRedis } from "./redis-connection.ts";
import { deleteFacts, readFacts } from "./redis-facts.ts";
import { createRedisOutbox } from "./redis-outbox.ts";
import { createRedisPacer } from "./redis-pacer.ts";
import { readNews } from "./redis-pubsub.ts";
import { type RedisCommands, readScript } from "./redis-script.ts";
import { decodeEntry, decodeState, encodeState } from "./turn-codec.ts";
import type { LoadedTurn, TurnStore } from "./turn-store.ts";

export interface RedisStoreOptions {
  readonly url: string;
  readonly stateTtlDays: number;
  /** Called with each loss of a connection; calls made meanwhile reject on their own. */
  readonly onError: (error: Error) => void;
}

const secondsPerDay = 86_400;
const instanceBytes = 8;
/** Ids of one instance sort as they were made. */
const idLength = 8;
const forgetScript = readScript("forget-5");

/**
 * The turn store that any number of replicas share, on a Redis or a Redis Cluster. Every call ends within
 * 800 ms or rejects with StoreUnavailableError. Opening throws ShardCountMismatchError.
 */
export async function openRedisStore(options: RedisStoreOptions): Promise<TurnStore> {
  const { commands: redis, news: newsConnection } = await connectRedis(
    options.url,
    options.onError,
  );
  const news = readNews(newsConnection);
  const instance = randomBytes(instanceBytes).toString("hex");
  let listener: OutboxListener | null = null;
  let entries = 0;
  const committing = {
    redis,
    instance,
    stateSeconds: options.stateTtlDays * secondsPerDay,
    nextId: () => `${instance}-${(entries++).toString(36).padStart(idLength, "0")}`,
    onFirst: (...first: Parameters<OutboxListener["committed"]>) => listener?.committed(...first),
  };
  const outbox = createRedisOutbox({
    redis,
    instance,
    listen: (listens) => {
      listener = listens;
      news.listenForWakes((shard, name) => listens.woken(shard, name));
    },
  });

  return {
    outbox,
    pacer: (limits) => createRedisPacer(redis, limits),
    load: (resident, messageId) => bounded(load(redis, resident, messageId)),
    commit: async (turn) => {
      const state = encodeState(turn.state);
      return bounded(commitTurn(committing, turn, state));
    },
    readWeb: (visitor, lastId) => bounded(readWeb(redis, webKey(visitor), lastId)),
    watchWeb: (visitor, onCommit) => news.watch(webKey(visitor), onCommit),
    readFacts: (limit) => readFacts(redis, limit),
    deleteFacts: (batch) => bounded(deleteFacts(redis, batch)),
    forget: (resident) => bounded(forget(redis, resident)),
    ping: async () => {
      await bounded(redis.ping());
    },
    close: async () => {
      newsConnection.disconnect();
      // An orderly end needs a connection; without one there is nothing left to end.
      await redis.quit().catch(() => redis.disconnect());
    },
  };
}

async function load(
  redis: RedisCommands,
  resident: Resident,
  messageId: string,
): Promise<LoadedTurn> {
  const name = residentKey(resident);
  const keys = turnKeys(shardOf(name), name, messageId);
  const [[version, state], seen] = await Promise.all([
    redis.hmget(keys.flow, "v", "s"),
    redis.exists(keys.seen),
  ]);
  return {
    state: typeof state === "string" ? decodeState(state) : null,
    version: Number(version ?? 0),
    seen: seen === 1,
  };
}

async function readWeb(
  redis: RedisCommands,
  key: string,
  lastId: string | undefined,
): Promise<WebEntries> {
  if (lastId !== undefined && isStreamId(lastId)) {
    const rows = await redis.xrange(key, lastId, "+");
    if (rows[0]?.[0] === lastId) return { continues: true, entries: readEntries(rows.slice(1)) };
  }
  return { continues: false, entries: readEntries(await redis.xrange(key, "-", "+")) };
}

/** Redis refuses other ids with an error; to us they are merely unknown. */
function isStreamId(id: string): boolean {
  return /^\d{1,15}-\d{1,15}$/.test(id);
}

function readEntries(rows: readonly [id: string, fields: string[]][]): WebEntry[] {
  return rows.flatMap(([id, [, json = ""]]) => decodeEntry(id, json) ?? []);
}

async function forget(redis: RedisCommands, resident: Resident): Promise<void> {
  const name = residentKey(resident);
  const shard = shardOf(name);
  const { flow, web } = turnKeys(shard, name, "");
  const { queue, outbox, parked } = queueKeys(shard, name);
  await forgetScript(redis, [flow, web, queue, outbox, parked], [name]);
}
