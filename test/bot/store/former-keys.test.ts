import { afterAll, beforeEach, expect, test } from "@jest/globals";
import { Redis } from "ioredis";
import { shardOf } from "../../../src/bot/store/keys.ts";
import { openRedisStore } from "../../../src/bot/store/redis-store.ts";
import type { TurnStore } from "../../../src/bot/store/turn-store.ts";
import { realRedisUrl } from "../../servers/addresses.ts";
import { allDue, headOf, holdAll } from "./outbox-store-contract.ts";
import { testKeys } from "./test-keys.ts";
import { stateAsked, stateTtlDays } from "./turn-store-contract.ts";

const url = realRedisUrl();

if (url !== null) {
  const redis = new Redis(url);
  const stores: TurnStore[] = [];

  beforeEach(() => redis.flushdb());

  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    redis.disconnect();
  });

  const open = async () => {
    const store = await openRedisStore({ url, ...testKeys, stateTtlDays, onError: () => {} });
    stores.push(store);
    return store;
  };
  const tagOf = (name: string) => `{s${String(shardOf(name)).padStart(2, "0")}}`;
  const resident = { channel: "zalo", account: "oa", user: "8812345678" } as const;
  const name = "zalo:oa:8812345678";
  const tag = tagOf(name);
  const visitor = { channel: "web", account: "page", user: "a-visitor_of-22-letters" } as const;
  const webName = "web:page:a-visitor_of-22-letters";
  const message = { type: "text", text: "Chào bác" };
  const reply = (id: string) => JSON.stringify({ id, at: 1_000, tries: [0, 0, 0], message });

  /** Writes what version 0.2 stored, in its own form. */
  const writeFormerKeys = async () => {
    await redis.hset(`${tag}:flow:${name}`, "v", 7, "s", JSON.stringify(stateAsked(3)));
    await redis.expire(`${tag}:flow:${name}`, 1_000);
    await redis.set(`${tag}:seen:${name}:mid.1`, 1, "EX", 2_000);
    await redis.rpush(`${tag}:out:${name}`, reply("one"), reply("two"));
    await redis.zadd(`${tag}:outbox`, 1, name);
    const header = JSON.stringify({ reason: "code -201", at: 2_000 });
    await redis.hset(`${tag}:parked`, `${name} three`, `${header}\n${reply("three")}`);
    const line = JSON.stringify({ at: "2026-11-23T01:00:00.000Z", from: "service", message });
    await redis.xadd(`${tagOf(webName)}:web:${webName}`, "5-1", "m", line);
    await redis.expire(`${tagOf(webName)}:web:${webName}`, 1_000);
  };

  test("takes over the conversations, replies and marks that version 0.2 left in plain text", async () => {
    await writeFormerKeys();
    const store = await open();
    expect(await store.load(resident, "mid.1")).toEqual({
      state: stateAsked(3),
      version: 7,
      isSeen: true,
    });
    expect(await store.readWeb(visitor)).toMatchObject({ entries: [{ id: "5-1", message }] });
    const [due] = await allDue(store.outbox, await holdAll(store.outbox));
    if (due === undefined) throw new Error("nobody is due");
    const first = headOf(await store.outbox.readHead(due.lease, due.name));
    expect(first).toMatchObject({ id: "one", resident, message });
    const second = headOf(await store.outbox.markSent(due.lease, due.name, first));
    expect(second).toMatchObject({ id: "two", message });
    expect(await store.outbox.listDeadLetters()).toMatchObject([
      { id: "three", resident, reason: "code -201" },
    ]);

    const left = (await redis.keys("*")).filter((key) => /8812345678|a-visitor/.test(key));
    expect(left).toEqual([`${tag}:seen:${name}:mid.1`]);
    for (const key of await redis.keys("*:flow:*")) expect(await redis.ttl(key)).toBeGreaterThan(0);
  });

  test("leaves replies alone that a replica of version 0.2 may be sending, and takes them once it is gone", async () => {
    await writeFormerKeys();
    await redis.set(`${tag}:lease`, "former:1");
    await redis.zadd("huong-dan:replicas", Date.now(), "former");
    const store = await open();
    const leases = await holdAll(store.outbox);
    expect(await allDue(store.outbox, leases)).toEqual([]);
    expect(await redis.llen(`${tag}:out:${name}`)).toBe(2);

    await redis.del(`${tag}:lease`);
    await open();
    expect(await allDue(store.outbox, leases)).toHaveLength(1);
    expect(await redis.exists(`${tag}:out:${name}`)).toBe(0);
  });

  test("a conversation that went on in this version is not replaced by an earlier one", async () => {
    const store = await open();
    const keys = await redis.keys("huong-dan:form");
    expect(keys).toEqual(["huong-dan:form"]);
    await store.close();
    await redis.zadd("huong-dan:replicas", Date.now(), "former");
    await writeFormerKeys();
    await (await open()).load(resident, "x");
    await redis.hset(`${tag}:flow:${name}`, "v", 1, "s", JSON.stringify(stateAsked(1)));
    const again = await open();
    expect(await again.load(resident, "x")).toMatchObject({ state: stateAsked(3), version: 7 });
  });
} else {
  test("has no Redis on this machine, so nothing of version 0.2 is taken over", () => {
    expect(url).toBeNull();
  });
}
