import { afterAll, describe, expect, test } from "@jest/globals";
import { Redis } from "ioredis";
import { createOutbox } from "../../../src/bot/outbox/outbox.ts";
import { leaseKey, shardCount, shardCountKey } from "../../../src/bot/store/keys.ts";
import type { OutboxStore } from "../../../src/bot/store/outbox-store.ts";
import { openRedisStore } from "../../../src/bot/store/redis-store.ts";
import type { TurnStore } from "../../../src/bot/store/turn-store.ts";
import { createMemoryPacer } from "../../../src/channels/pacing.ts";
import { createFakeClock } from "../../concurrency/fake-clock.ts";
import { realRedisUrl } from "../../servers/addresses.ts";
import { allDue, entryOf, follower, headOf, holdAll } from "../store/outbox-store-contract.ts";
import { testKeys } from "../store/test-keys.ts";
import { stateTtlDays, turnOf } from "../store/turn-store-contract.ts";

const url = realRedisUrl();

if (url !== null) {
  const direct = new Redis(url);
  const stores: TurnStore[] = [];
  const openStore = async () => {
    const store = await openRedisStore({ url, ...testKeys, stateTtlDays, onError: () => {} });
    stores.push(store);
    return store;
  };
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    direct.disconnect();
  });

  const openReplica = async () => {
    const store = await openStore();
    const { clock } = createFakeClock();
    const sends: string[] = [];
    const outbox = createOutbox({
      store: store.outbox,
      senders: {
        zalo: {
          send: async (_to, message) => {
            sends.push(message.text);
            return { outcome: "sent", platformId: null };
          },
        },
      },
      pacer: createMemoryPacer({}, clock.now),
      onAccountBlocked: () => {},
      onError: () => {},
      clock,
    });
    await outbox.start();
    return { store, outbox, sends };
  };
  const holders = async () => {
    const leases = await Promise.all(
      Array.from({ length: shardCount }, (_, shard) => direct.get(leaseKey(shard))),
    );
    return Map.groupBy(leases, (lease) => lease?.split(":")[0] ?? null);
  };
  const waitUntil = async (isTrue: () => boolean) => {
    while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const commitFor = async ({ store }: { readonly store: TurnStore }) => {
    const resident = follower();
    await store.commit(turnOf(resident, "m1"));
    return resident;
  };

  describe("replicas on one Redis", () => {
    test("a single replica acquires every shard in its first round and releases them when it closes", async () => {
      await direct.flushdb();
      const { outbox } = await openReplica();
      expect([...(await holders()).values()].map(({ length }) => length)).toEqual([shardCount]);
      await outbox.close();
      expect([...(await holders()).keys()]).toEqual([null]);
    });

    test("a second replica gets its share, and all shards when the first closes", async () => {
      await direct.flushdb();
      const one = await openReplica();
      const other = await openReplica();
      await one.outbox.poll();
      await other.outbox.poll();
      expect([...(await holders()).values()].map(({ length }) => length)).toEqual([8, 8]);
      await one.outbox.close();
      await other.outbox.poll();
      expect([...(await holders()).values()].map(({ length }) => length)).toEqual([shardCount]);
      await other.outbox.close();
    });

    test("a reply that another replica commits notifies the holder of its shard", async () => {
      await direct.flushdb();
      const holder = await openReplica();
      const stranger = await openStore();
      await new Promise((resolve) => setTimeout(resolve, 50));
      await commitFor({ store: stranger });
      await waitUntil(() => holder.sends.length === 1);
      await holder.outbox.close();
    });

    test("a replica whose lease went to another is refused every acknowledgement", async () => {
      await direct.flushdb();
      const one = (await openStore()).outbox;
      const otherStore = await openStore();
      const oldLeases = await holdAll(one);
      await commitFor({ store: otherStore });
      const [{ lease, name } = { lease: oldLeases[0], name: "" }] = await allDue(one, oldLeases);
      if (lease === undefined) throw new Error("no lease was taken");
      const entry = headOf(await one.readHead(lease, name));
      await Promise.all(oldLeases.map(({ shard }) => direct.del(leaseKey(shard))));
      const newLeases = await holdAll(otherStore.outbox);

      await expectRefused(one, lease, name, entry);
      expect(await one.renew(lease)).toBe(false);
      await one.release(lease);
      const [again] = await allDue(otherStore.outbox, newLeases);
      expect(again?.name).toBe(name);
      expect(again?.lease.fence).toBeGreaterThan(lease.fence);
      const head = again && entryOf(await otherStore.outbox.readHead(again.lease, name));
      expect(head).toEqual(entry);
    });

    test("a new holder sends what the previous one left", async () => {
      await direct.flushdb();
      const store = await openStore();
      await commitFor({ store });
      const { outbox, sends } = await openReplica();
      await waitUntil(() => sends.length === 1);
      await outbox.close();
      expect(await direct.keys("*:out:*")).toEqual([]);
    });

    test("a replica acquires the shards of one that died once their leases expire", async () => {
      await direct.flushdb();
      const onError = () => {};
      const dead = await openRedisStore({ url, ...testKeys, stateTtlDays, onError, leaseMs: 200 });
      stores.push(dead);
      await holdAll(dead.outbox);
      const [deadHolder] = (await holders()).keys();
      const replica = await openReplica();
      for (;;) {
        await replica.outbox.poll();
        const [holder, ...others] = (await holders()).keys();
        if (others.length === 0 && holder !== null && holder !== deadHolder) break;
      }
      await replica.outbox.close();
    });

    test("after a wipe the next round acquires the shards again and stores their count", async () => {
      await direct.flushdb();
      const replica = await openReplica();
      await direct.flushdb();
      await direct.script("FLUSH");
      await replica.outbox.poll();
      expect([...(await holders()).values()].map(({ length }) => length)).toEqual([shardCount]);
      expect(await direct.get(shardCountKey)).toBe(String(shardCount));
      await commitFor(replica);
      await waitUntil(() => replica.sends.length === 1);
      await replica.outbox.close();
    });

    test("replicas share the pace of an account", async () => {
      await direct.flushdb();
      const limits = { "zalo:oa": { count: 10, perMs: 60_000 } };
      const pacers = [(await openStore()).pacer(limits), (await openStore()).pacer(limits)];
      const waits: number[] = [];
      for (const pacer of pacers) {
        for (let send = 0; send < 2; send += 1) waits.push(await pacer.acquire("zalo:oa", "reply"));
      }
      expect(waits.map((wait) => wait === 0)).toEqual([true, true, false, false]);
      await pacers[0]?.slowDown("zalo:oa", 90_000);
      expect(await pacers[1]?.acquire("zalo:oa", "reply")).toBeGreaterThan(80_000);
      expect(await pacers[1]?.acquire("zalo:khác", "bulk")).toBe(0);
    });
  });
} else {
  test("has no Redis on this machine, so the suite of replicas is left out", () => {
    expect(url).toBeNull();
  });
}

async function expectRefused(
  outbox: OutboxStore,
  ...[lease, name, entry]: Parameters<OutboxStore["markSent"]>
): Promise<void> {
  const refused = { isHeld: false };
  expect(await outbox.markSent(lease, name, entry)).toEqual(refused);
  expect(await outbox.postpone(lease, name, entry, entry.tries, 1)).toEqual(refused);
  expect(await outbox.moveToDeadLetters(lease, name, entry, "no")).toEqual(refused);
  expect(await outbox.readHead(lease, name)).toEqual(refused);
  expect(await outbox.readDue(lease, 1)).toBeNull();
}
