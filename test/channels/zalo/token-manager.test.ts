import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type OauthSettings, refreshPair } from "../../../src/channels/zalo/oauth.ts";
import { createTokenBox } from "../../../src/channels/zalo/sealed-pair.ts";
import {
  TokenManager,
  type TokenManagerOptions,
} from "../../../src/channels/zalo/token-manager.ts";
import type { TokenStore } from "../../../src/channels/zalo/token-store.ts";
import { type Database, openDatabase } from "../../../src/db/open.ts";
import { createPlatformTokenStore } from "../../../src/db/queries/platform-tokens.ts";
import { freshDatabases } from "../../db/databases.ts";
import { testAccount } from "../../platforms/zalo/accounts.ts";
import { type StandIn, startZaloStandIn } from "../../platforms/zalo/stand-in.ts";

const hourMs = 3_600_000;
const waitMs = 5_000;
const box = createTokenBox("0123456789abcdef0123456789abcdef");
const databases = await freshDatabases();

describe.each(databases)("the token pair on $name", ({ settings, remove }) => {
  let database: Database;
  let standIn: StandIn;
  let time: number;
  let account: string;
  let keepers: TokenManager[];
  let alarms: string[];
  let troubles: string[];
  let accounts = 0;

  beforeAll(async () => {
    database = await openDatabase(settings);
  }, 30_000);
  afterAll(async () => {
    await database.close();
    await remove();
  }, 30_000);

  beforeEach(async () => {
    accounts += 1;
    account = `${testAccount.oaId}-${accounts}`;
    time = Date.UTC(2026, 10, 23);
    keepers = [];
    alarms = [];
    troubles = [];
    standIn = await startZaloStandIn({ accessToken: "seeded-access", now: () => time });
  });
  afterEach(async () => {
    await Promise.all(keepers.map((keeper) => keeper.close()));
    await standIn.close();
  });

  function keeper(overrides: Partial<TokenManagerOptions> = {}): TokenManager {
    const { appId, appSecret, refreshToken } = testAccount;
    const oauth: OauthSettings = { oauthUrl: standIn.url, appId, appSecret };
    const made = new TokenManager({
      account,
      store: createPlatformTokenStore(database.db, "zalo"),
      box,
      refresh: (spent) => refreshPair(oauth, spent),
      seed: { refreshToken, accessToken: null },
      now: () => new Date(time),
      onAlarm: (report) => alarms.push(report),
      onTrouble: (report) => troubles.push(report),
      ...overrides,
    });
    keepers.push(made);
    return made;
  }

  async function opened(overrides: Partial<TokenManagerOptions> = {}): Promise<TokenManager> {
    const made = keeper(overrides);
    await made.open();
    return made;
  }

  const row = async () =>
    database.db
      .selectFrom("platform_token")
      .selectAll()
      .where("account", "=", account)
      .executeTakeFirstOrThrow();

  const withAccess = { refreshToken: testAccount.refreshToken, accessToken: "seeded-access" };

  test("spends a refresh token without an access token for the first pair", async () => {
    const tokens = await opened();
    expect(await tokens.current(waitMs)).toEqual({
      status: "ready",
      accessToken: "access-token-1",
    });
    expect(await tokens.current(waitMs)).toEqual({
      status: "ready",
      accessToken: "access-token-1",
    });
    expect(standIn.tokens.refreshes).toBe(1);
  });

  test("stores nothing readable of the pair in the database", async () => {
    const tokens = await opened();
    await tokens.current(waitMs);
    const kept = JSON.stringify(await row());
    expect(kept).not.toContain("access-token");
    expect(kept).not.toContain("refresh-token");
  });

  test("uses a seeded access token as it is and refreshes it 20 hours later", async () => {
    const tokens = await opened({ seed: withAccess });
    const seeded = { status: "ready", accessToken: "seeded-access" };
    expect(await tokens.current(waitMs)).toEqual(seeded);
    time += 20 * hourMs - 1;
    expect(await tokens.current(waitMs)).toEqual(seeded);
    expect(standIn.tokens.refreshes).toBe(0);
    time += 1;
    // An early refresh runs in the background.
    expect(await tokens.current(waitMs)).toEqual(seeded);
    await tokens.close();
    expect(standIn.tokens.refreshes).toBe(1);
    expect(await tokens.current(waitMs)).toMatchObject({ accessToken: "access-token-1" });
    time += 20 * hourMs;
    const later = await opened({ seed: withAccess });
    await later.current(waitMs);
    await later.close();
    expect(standIn.tokens.refreshes).toBe(2);
  });

  test("replaces a refused token by a new one", async () => {
    const tokens = await opened({ seed: withAccess });
    standIn.tokens.expire();
    expect(await tokens.refused("seeded-access", waitMs)).toEqual({
      status: "ready",
      accessToken: "access-token-1",
    });
  });

  test("does not refresh again at once after a new token is refused", async () => {
    const tokens = await opened();
    await tokens.current(waitMs);
    expect(await tokens.refused("access-token-1", waitMs)).toMatchObject({ status: "pending" });
    expect(standIn.tokens.refreshes).toBe(1);
  });

  test("refreshes once for many callers in two processes", async () => {
    const both = await Promise.all([opened({ seed: withAccess }), opened({ seed: withAccess })]);
    const asked = Array.from({ length: 20 }, (_, index) =>
      both[index % 2]?.refused("seeded-access", waitMs),
    );
    const states = await Promise.all(asked);
    expect(new Set(states.map((state) => JSON.stringify(state)))).toEqual(
      new Set([JSON.stringify({ status: "ready", accessToken: "access-token-1" })]),
    );
    expect(standIn.tokens.refreshes).toBe(1);
    expect(standIn.tokens.refused).toBe(0);
    expect(alarms).toEqual([]);
  });

  test("continues in one process with the pair that another obtained", async () => {
    const [one, other] = [await opened({ seed: withAccess }), await opened({ seed: withAccess })];
    await one.refused("seeded-access", waitMs);
    expect(await other.current(waitMs)).toMatchObject({ accessToken: "seeded-access" });
    expect(await other.refused("seeded-access", waitMs)).toMatchObject({
      accessToken: "access-token-1",
    });
    expect(standIn.tokens.refreshes).toBe(1);
  });

  test("prefers the stored pair to the seed that made it, but a new seed to both", async () => {
    await (await opened()).current(waitMs);
    const again = await opened();
    expect(await again.current(waitMs)).toMatchObject({ accessToken: "access-token-1" });
    const consent = standIn.tokens.consent(time);
    const reseeded = await opened({
      seed: { refreshToken: consent.refreshToken, accessToken: null },
    });
    expect(await reseeded.current(waitMs)).toMatchObject({ accessToken: "access-token-3" });
    const bare = await opened({ seed: { refreshToken: null, accessToken: null } });
    expect(await bare.current(waitMs)).toMatchObject({ accessToken: "access-token-3" });
  });

  test("raises an alarm that says what to do if there is no pair and no seed", async () => {
    const tokens = await opened({ seed: { refreshToken: null, accessToken: null } });
    expect(await tokens.current(waitMs)).toMatchObject({ status: "blocked" });
    expect(alarms).toEqual([expect.stringContaining("ZALO_REFRESH_TOKEN")]);
  });

  test("raises one alarm for a refused refresh token and does not ask again soon", async () => {
    const tokens = await opened({ seed: { refreshToken: "spent long ago", accessToken: null } });
    expect(await tokens.current(waitMs)).toMatchObject({ status: "blocked" });
    expect(await tokens.current(waitMs)).toMatchObject({ status: "blocked" });
    expect(await tokens.refused("whatever", waitMs)).toMatchObject({ status: "blocked" });
    expect(standIn.tokens.refused).toBe(1);
    expect(alarms).toEqual([expect.stringContaining("docs/zalo-setup.md")]);
    const consent = standIn.tokens.consent(time);
    const mended = await opened({
      seed: { refreshToken: consent.refreshToken, accessToken: null },
    });
    expect(await mended.current(waitMs)).toMatchObject({ status: "ready" });
  });

  test("repeats a refresh that was lost before it arrived", async () => {
    const tokens = await opened();
    standIn.faults.set({ name: "cut-before", on: "token", times: 1 });
    expect(await tokens.current(waitMs)).toMatchObject({ status: "pending" });
    expect(troubles).toHaveLength(1);
    await releaseLease();
    expect(await tokens.current(waitMs)).toMatchObject({ status: "ready" });
    expect(alarms).toEqual([]);
  });

  test("raises the alarm after the answer to a refresh is lost, because nothing can repair that", async () => {
    const tokens = await opened();
    standIn.faults.set({ name: "cut-after", on: "token", times: 1 });
    expect(await tokens.current(waitMs)).toMatchObject({ status: "pending" });
    await releaseLease();
    expect(await tokens.current(waitMs)).toMatchObject({ status: "blocked" });
    expect(alarms).toHaveLength(1);
  });

  test("does not refresh while another process holds the lease", async () => {
    const tokens = await opened({ seed: withAccess });
    const store = createPlatformTokenStore(database.db, "zalo");
    const lease = { owner: "another replica", version: 1, ms: 60_000 };
    expect(await store.takeLease(account, lease)).toBe(true);
    expect(await store.takeLease(account, { ...lease, owner: "third" })).toBe(false);
    expect(await tokens.refused("seeded-access", 300)).toMatchObject({ status: "pending" });
    expect(standIn.tokens.refreshes).toBe(0);
    await releaseLease();
  });

  test("neither uses a new pair before it is written nor loses it", async () => {
    let isDown = true;
    const store: TokenStore = createPlatformTokenStore(database.db, "zalo");
    const tokens = await opened({
      store: {
        ...store,
        replace: async (...given) => {
          if (isDown) throw new Error("database down");
          return store.replace(...given);
        },
      },
    });
    await expect(tokens.current(waitMs)).rejects.toThrow("database down");
    await expect(tokens.current(waitMs)).rejects.toThrow("database down");
    isDown = false;
    expect(await tokens.current(waitMs)).toMatchObject({ accessToken: "access-token-1" });
    expect(standIn.tokens.refreshes).toBe(1);
    expect((await row()).version).toBe(2);
  });

  test("raises the alarm for a pair sealed with another SECRET_KEY instead of refreshing", async () => {
    await (await opened()).current(waitMs);
    const other = createTokenBox("another key of thirty-two letters");
    const tokens = await opened({ box: other });
    expect(await tokens.current(waitMs)).toMatchObject({ status: "blocked" });
    expect(alarms).toEqual([expect.stringContaining("SECRET_KEY")]);
    expect(standIn.tokens.refreshes).toBe(1);
  });

  async function releaseLease(): Promise<void> {
    await database.db
      .updateTable("platform_token")
      .set({ lease_until: new Date(0) })
      .where("account", "=", account)
      .execute();
  }
});
