import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Cluster } from "ioredis";
import { openRedisStore } from "../../../src/bot/store/redis-store.ts";
import type { TurnStore } from "../../../src/bot/store/turn-store.ts";
import type { Resident } from "../../../src/channels/resident.ts";
import { findProgram, type PrivateServer } from "../../servers/private-server.ts";
import { startRedisCluster } from "../../servers/start-redis-cluster.ts";
import { follower, testOutboxStore } from "./outbox-store-contract.ts";
import { age, firstEntriesSeen, wipe } from "./redis-fixtures.ts";
import { testKeys, testSeals } from "./test-keys.ts";
import { someone, stateTtlDays, testTurnStore, turnOf } from "./turn-store-contract.ts";

if (findProgram("redis-server") !== null) {
  let server: PrivateServer | null = null;
  let direct: Cluster;
  let url = "";
  const stores: TurnStore[] = [];

  beforeAll(async () => {
    server = await startRedisCluster();
    url = server?.url ?? "";
    direct = new Cluster([url]);
    await direct.ping();
  }, 30_000);

  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    direct.disconnect();
    await server?.stop();
  });

  const openStore = async () => {
    const store = await openRedisStore({ url, ...testKeys, stateTtlDays, onError: () => {} });
    stores.push(store);
    return store;
  };
  const open = async () => {
    await wipe(direct);
    return {
      store: await openStore(),
      elapse: (ms: number) => age(direct, ms),
      nameOf: (resident: Resident) => testSeals.locate(resident).name,
    };
  };

  testTurnStore("Redis Cluster", open);
  testOutboxStore("Redis Cluster", open);

  describe("turn store: Redis Cluster alone", () => {
    test("spreads conversations over every node of the cluster", async () => {
      const { store } = await open();
      const residents = Array.from({ length: 60 }, someone);
      await Promise.all(residents.map((resident) => store.commit(turnOf(resident, "m1"))));
      const sizes = await Promise.all(direct.nodes("master").map((node) => node.dbsize()));
      expect(Math.min(...sizes)).toBeGreaterThan(0);
    });

    test("works on after every node lost all keys and scripts", async () => {
      const { store } = await open();
      const resident = follower();
      await store.commit(turnOf(resident, "m1"));
      await wipe(direct);
      await Promise.all(direct.nodes("master").map((node) => node.script("FLUSH")));
      expect(await store.commit(turnOf(resident, "m2"))).toBe("committed");
    });

    test("notifies a watcher on another replica", async () => {
      const { store: one } = await open();
      const other = await openStore();
      const resident = someone();
      const read = firstEntriesSeen(other, resident);
      await one.commit(turnOf(resident, "m1"));
      expect(await read).toHaveLength(2);
    });
  });
} else {
  test("has no Redis on this machine, so the suite for a cluster is left out", () => {
    expect(findProgram("redis-server")).toBeNull();
  });
}
