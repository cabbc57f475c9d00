import type { Redis } from "ioredis";
import { leaseKey, shardCount } from "./keys.ts";
import { Watchers } from "./watchers.ts";

export interface RedisPubSub {
  /** Calls back for each message on a visitor's channel, and once subscribed. */
  watch(key: string, onNews: () => void): () => void;
  /** Calls back with the name that was said on a shard's channel. */
  listenForWakes(onWake: (shard: number, name: string) => void): void;
}

/** What is told on the subscribed connection. */
export function readNews(news: Redis): RedisPubSub {
  const watchers = new Watchers();
  const shards = new Map(
    Array.from({ length: shardCount }, (_, shard) => [leaseKey(shard), shard] as const),
  );
  let wake: ((shard: number, name: string) => void) | null = null;
  const subscribeWakes = () => news.subscribe(...shards.keys()).catch(ignoreClosed);

  news.on("message", (channel: string, message: string) => {
    const shard = shards.get(channel);
    if (shard === undefined) watchers.wake(channel);
    else wake?.(shard, message);
  });
  news.on("ready", () => {
    if (wake !== null) subscribeWakes();
    subscribeAgain(news, watchers);
  });

  return {
    watch: (key, onNews) => {
      if (watchers.add(key, onNews)) {
        // Looking again once subscribed closes the gap between the caller's first look and now.
        news.subscribe(key).then(onNews, ignoreClosed);
      }
      return () => {
        if (watchers.remove(key, onNews)) news.unsubscribe(key).catch(ignoreClosed);
      };
    },
    listenForWakes: (onWake) => {
      wake = onWake;
      subscribeWakes();
    },
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
