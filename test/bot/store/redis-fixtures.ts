import type { Cluster, Redis } from "ioredis";
import type { TurnStore } from "../../../src/bot/store/turn-store.ts";
import type { Resident } from "../../../src/channels/resident.ts";
import type { WebEntries } from "../../../src/channels/web/conversations.ts";

/** Shortens every expiry and delay by `ms`, because a test cannot set the clock of Redis. */
export async function age(redis: Redis | Cluster, ms: number): Promise<void> {
  for (const node of nodesOf(redis)) {
    for (const key of await node.keys("*")) {
      const life = await node.pttl(key);
      if (life >= 0) await node.pexpire(key, Math.max(life - ms, 0));
      if (key.endsWith(":due")) {
        for (const name of await node.zrange(key, "0", "-1")) await node.zincrby(key, -ms, name);
      }
    }
  }
}

/** Empties every node, or the database in use. */
export async function wipe(redis: Redis | Cluster): Promise<void> {
  await Promise.all(nodesOf(redis).map((node) => node.flushdb()));
}

function nodesOf(redis: Redis | Cluster): Redis[] {
  return "nodes" in redis ? redis.nodes("master") : [redis];
}

/** Watches a visitor until a read finds web entries. A read that a late message starts may fail: the test is over. */
export function firstEntriesSeen(
  store: TurnStore,
  visitor: Resident,
): Promise<WebEntries["entries"]> {
  return new Promise((resolve, reject) => {
    const stop = store.watchWeb(visitor, () => {
      store.readWeb(visitor).then(({ entries }) => {
        if (entries.length === 0) return;
        stop();
        resolve(entries);
      }, reject);
    });
  });
}
