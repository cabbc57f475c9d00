import type { Redis } from "ioredis";
import { decodeEntry, decodeState, encodeEntry, encodeFact, encodeState } from "./codec.ts";
import { flowKey, turnKeys, webKey } from "./keys.ts";
import { newEntries } from "./new-entries.ts";
import { connectRedis, StoreUnavailableError } from "./redis-connection.ts";
import { readFacts, settleFacts } from "./redis-facts.ts";
import {
  keptWebEntries,
  type LoadedTurn,
  type Resident,
  seenMarkHours,
  type TurnCommit,
  type TurnStore,
  type WebEntry,
  type WebPage,
} from "./turn-store.ts";
import { Watchers } from "./watchers.ts";

export interface RedisStoreOptions {
  readonly url: string;
  readonly stateTtlDays: number;
  /** Called with each loss of a connection; calls made meanwhile reject on their own. */
  readonly onError: (error: Error) => void;
}

const secondsPerDay = 86_400;
const secondsPerHour = 3_600;

/**
 * The turn store that any number of replicas share. Every call ends within 800 ms or rejects with
 * StoreUnavailableError. Opening throws ShardCountMismatchError.
 */
export async function openRedisStore(options: RedisStoreOptions): Promise<TurnStore> {
  const { commands: redis, news } = await connectRedis(options.url, options.onError);
  const stateSeconds = options.stateTtlDays * secondsPerDay;
  const watchers = new Watchers();
  news.on("message", (channel: string) => watchers.wake(channel));
  news.on("ready", () => subscribeAgain(news, watchers));

  return {
    load: (resident, messageId) => bounded(load(redis, resident, messageId)),
    commit: async (turn) => {
      const state = encodeState(turn.state);
      return bounded(commit(redis, turn, state, stateSeconds));
    },
    readWeb: (visitor, lastId) => bounded(readWeb(redis, webKey(visitor), lastId)),
    watchWeb: (visitor, onCommit) => watch(news, watchers, webKey(visitor), onCommit),
    readFacts: (limit) => bounded(readFacts(redis, limit)),
    settleFacts: (keys) => bounded(settleFacts(redis, keys)),
    forget: (resident) => bounded(forget(redis, resident)),
    ping: async () => {
      await bounded(redis.ping());
    },
    close: async () => {
      news.disconnect();
      // An orderly end needs a connection; without one there is nothing left to end.
      await redis.quit().catch(() => redis.disconnect());
    },
  };
}

async function bounded<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw new StoreUnavailableError(error);
  }
}

async function load(redis: Redis, resident: Resident, messageId: string): Promise<LoadedTurn> {
  const keys = turnKeys(resident, messageId);
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

async function commit(
  redis: Redis,
  turn: TurnCommit,
  state: string,
  stateSeconds: number,
): Promise<"committed" | "stale" | "seen"> {
  const keys = turnKeys(turn.resident, turn.messageId);
  const answer = await redis.commitTurn(
    keys.flow,
    keys.seen,
    keys.facts,
    keys.web,
    String(turn.version),
    state,
    String(stateSeconds),
    String(seenMarkHours * secondsPerHour),
    encodeFact(turn.fact),
    String(keptWebEntries),
    ...newEntries(turn).map(encodeEntry),
  );
  if (answer === "committed" || answer === "stale" || answer === "seen") return answer;
  throw new TypeError("commit-turn-4.lua gave an unknown answer");
}

async function readWeb(redis: Redis, key: string, lastId: string | undefined): Promise<WebPage> {
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

async function forget(redis: Redis, resident: Resident): Promise<void> {
  const key = webKey(resident);
  await redis.del(flowKey(resident), key);
  await redis.publish(key, "");
}

function watch(news: Redis, watchers: Watchers, key: string, onCommit: () => void): () => void {
  if (watchers.add(key, onCommit)) {
    // Looking again once subscribed closes the gap between the caller's first look and now.
    news.subscribe(key).then(onCommit, ignoreClosed);
  }
  return () => {
    if (watchers.remove(key, onCommit)) news.unsubscribe(key).catch(ignoreClosed);
  };
}

/** What was told while the connection was away is not told again: all who watch look for themselves. */
function subscribeAgain(news: Redis, watchers: Watchers): void {
  const keys = watchers.keys();
  if (keys.length === 0) return;
  news.subscribe(...keys).then(() => {
    for (const key of keys) watchers.wake(key);
  }, ignoreClosed);
}

/** These calls wait for a connection and reject only when the store closes: then nobody watches. */
function ignoreClosed(): void {}
