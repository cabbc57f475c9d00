import type { Redis } from "ioredis";
import { leaseKey, shardCount } from "./keys.ts";
import { Watchers } from "./watchers.ts";

interface RedisPubSub {
  /** Calls back for each message on a visitor's channel, and once subscribed, until the returned function is called. */
  watch(key: string, onMessage: () => void): () => void;
  /** Calls back with the resident's name for each message on a shard's channel. */
  watchShards(onMessage: (shard: number, name: string) => void): void;
}

/** Distributes the messages of a connection that does nothing but subscribe. */
export function createPubSub(subscriber: Redis): RedisPubSub {
  const watchers = new Watchers();
  const shards = new Map(
    Array.from({ length: shardCount }, (_, shard) => [leaseKey(shard), shard] as const),
  );
  let onShardMessage: ((shard: number, name: string) => void) | null = null;
  const subscribeToShards = () => subscriber.subscribe(...shards.keys()).catch(ignoreClosed);

  subscriber.on("message", (channel: string, message: string) => {
    const shard = shards.get(channel);
    if (shard === undefined) watchers.notify(channel);
    else onShardMessage?.(shard, message);
  });
  subscriber.on("ready", () => {
    if (onShardMessage !== null) subscribeToShards();
    resubscribe(subscriber, watchers);
  });

  return {
    watch: (key, onMessage) => {
      if (watchers.add(key, onMessage)) {
        // Reading again once subscribed closes the gap between the caller's first read and now.
        subscriber.subscribe(key).then(onMessage, ignoreClosed);
      }
      return () => {
        if (watchers.remove(key, onMessage)) subscriber.unsubscribe(key).catch(ignoreClosed);
      };
    },
    watchShards: (onMessage) => {
      onShardMessage = onMessage;
      subscribeToShards();
    },
  };
}

/** Messages sent while the connection was away are lost, so every watcher is called to read for itself. */
function resubscribe(subscriber: Redis, watchers: Watchers): void {
  const keys = watchers.keys();
  if (keys.length === 0) return;
  subscriber.subscribe(...keys).then(() => {
    for (const key of keys) watchers.notify(key);
  }, ignoreClosed);
}

/** These calls wait for a connection and reject only when the store closes; nobody watches any more then. */
function ignoreClosed(): void {}
