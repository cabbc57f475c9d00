import { afterAll, describe, expect, test } from "@jest/globals";
import { Redis } from "ioredis";
import { factsKey, shardCountKey, turnKeys } from "../../../src/bot/store/keys.ts";
import { openRedisStore } from "../../../src/bot/store/redis-store.ts";
import { encodeFact } from "../../../src/bot/store/turn-codec.ts";
import type { TurnStore } from "../../../src/bot/store/turn-store.ts";
import type { Resident } from "../../../src/channels/resident.ts";
import { realRedisUrl } from "../../servers/addresses.ts";
import { openBreakableProxy } from "./breakable-proxy.ts";
import { testOutboxStore } from "./outbox-store-contract.ts";
import { age, firstEntriesSeen } from "./redis-fixtures.ts";
import { storedFacts } from "./stored-facts.ts";
import { testKeys, testSeals } from "./test-keys.ts";
import { someone, stateAsked, stateTtlDays, testTurnStore, turnOf } from "./turn-store-contract.ts";

const url = realRedisUrl();
const stores: TurnStore[] = [];
const proxies: { close(): void }[] = [];
const direct = url === null ? null : new Redis(url);

afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()));
  for (const proxy of proxies) proxy.close();
  direct?.disconnect();
});

if (url !== null && direct !== null) {
  const open = async () => {
    await direct.flushdb();
    const store = await openRedisStore({ url, ...testKeys, stateTtlDays, onError: () => {} });
    stores.push(store);
    return store;
  };

  const openThroughProxy = async () => {
    await direct.flushdb();
    const proxy = await openBreakableProxy(url);
    proxies.push(proxy);
    const store = await openRedisStore({
      url: proxy.url,
      ...testKeys,
      stateTtlDays,
      onError: () => {},
    });
    stores.push(store);
    return { proxy, store };
  };

  const openForContract = async () => ({
    store: await open(),
    elapse: (ms: number) => age(direct, ms),
    nameOf: (resident: Resident) => testSeals.locate(resident).name,
  });

  testTurnStore("Redis", openForContract);

  testOutboxStore("Redis", openForContract);

  describe("turn store: Redis alone", () => {
    test.each([
      ["damaged", "{"],
      ["of another version", JSON.stringify({ ...stateAsked(1), v: 0 })],
      ["oversized", JSON.stringify({ ...stateAsked(1), point: "x".repeat(5000) })],
    ])(
      "loads a state that is %s as no state, and accepts a new one in its place",
      async (_, json) => {
        const store = await open();
        const resident = someone();
        await store.commit(turnOf(resident, "m1"));
        const { shard, name } = testSeals.locate(resident);
        const sealed = testSeals.seal(json, { kind: "state", name });
        await direct.hset(turnKeys(shard, name, "").flow, "s", sealed);
        expect(await store.load(resident, "m2")).toEqual({
          state: null,
          version: 1,
          isSeen: false,
        });
        expect(await store.commit(turnOf(resident, "m2", { version: 1 }))).toBe("committed");
        expect(await store.load(resident, "m3")).toMatchObject({
          state: stateAsked(1),
          version: 2,
        });
      },
    );

    test("notifies a watcher on another replica", async () => {
      const one = await open();
      const other = await openRedisStore({ url, ...testKeys, stateTtlDays, onError: () => {} });
      stores.push(other);
      const resident = someone();
      const read = firstEntriesSeen(other, resident);
      await one.commit(turnOf(resident, "m1"));
      expect(await read).toHaveLength(2);
    });

    test("refuses to start if the keys are spread over another number of shards", async () => {
      await direct.flushdb();
      await direct.set(shardCountKey, 64);
      await expect(
        openRedisStore({ url, ...testKeys, stateTtlDays, onError: () => {} }),
      ).rejects.toMatchObject({
        code: "SHARD_COUNT_MISMATCH",
      });
      await direct.flushdb();
    });

    test("works on after Redis lost all keys and scripts", async () => {
      const store = await open();
      const resident = someone();
      await store.commit(turnOf(resident, "m1"));
      await direct.flushdb();
      await direct.script("FLUSH");
      expect(await store.commit(turnOf(resident, "m2", { version: 1 }))).toBe("stale");
      expect(await store.commit(turnOf(resident, "m2"))).toBe("committed");
    });

    test("sets an expiry on every key of a resident", async () => {
      const store = await open();
      await store.commit(turnOf(someone(), "m1"));
      const keys = (await direct.keys("*")).filter(
        (key) => !key.startsWith("huong-dan:") && !key.endsWith(":facts"),
      );
      const lives = await Promise.all(keys.map((key) => direct.ttl(key)));
      expect(keys).toHaveLength(3);
      expect(Math.min(...lives)).toBeGreaterThan(0);
    });

    test("leaves out facts that it cannot read, and deletes them with their batch", async () => {
      const store = await open();
      const resident = someone();
      const facts = factsKey(testSeals.locate(resident).shard);
      const json = encodeFact(turnOf(resident, "m0").fact);
      const earlierForm = "id\t1\tzalo\thash\tmenu\task\tasked\t\t";
      for (const odd of [
        "{}",
        "",
        json.replace("web", "fax"),
        json.replace("2026-", "soon-"),
        earlierForm,
      ])
        await direct.xadd(facts, "*", "f", odd);
      await store.commit(turnOf(resident, "m1"));
      expect(await storedFacts(store)).toHaveLength(1);
      for await (const batch of store.readFacts(10)) await store.deleteFacts(batch);
      expect(await direct.xlen(facts)).toBe(0);
    });

    test("rejects within its time-out if Redis does not answer", async () => {
      const { proxy, store } = await openThroughProxy();
      proxy.fallSilent();
      const began = performance.now();
      await expect(store.load(someone(), "m1")).rejects.toMatchObject({
        code: "STORE_UNAVAILABLE",
        statusCode: 503,
      });
      expect(performance.now() - began).toBeLessThan(1000);
    });

    test("rejects at once while the connection is lost, and works again once it is back", async () => {
      const { proxy, store } = await openThroughProxy();
      const resident = someone();
      proxy.breakAll();
      await expect(waitFor(store, resident, false)).resolves.toBe(false);
      await expect(waitFor(store, resident, true)).resolves.toBe(true);
      expect(await store.commit(turnOf(resident, "m1"))).toBe("committed");
    });

    test("calls every watcher after a reconnection, because messages may have been lost", async () => {
      const { proxy, store } = await openThroughProxy();
      const resident = someone();
      let calls = 0;
      const woken = new Promise<void>((resolve) => {
        store.watchWeb(resident, () => {
          calls += 1;
          if (calls === 2) resolve();
        });
      });
      await new Promise((resolve) => setTimeout(resolve, 50));
      proxy.breakAll();
      await woken;
      expect(calls).toBe(2);
    });
  });
} else {
  test("has no Redis on this machine, so its suite is left out", () => {
    expect(url).toBeNull();
  });
}

/** Calls the store until it answers, or until it does not. */
async function waitFor(store: TurnStore, resident: Resident, answers: boolean): Promise<boolean> {
  for (;;) {
    const answered = await store.load(resident, "m1").then(
      () => true,
      () => false,
    );
    if (answered === answers) return answered;
    // A loop of immediate rejections would leave the event loop no chance to reconnect.
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
