import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { Redis } from "ioredis";
import { sql } from "kysely";
import { buildService } from "../src/app/app.ts";
import {
  canaryKey,
  queueKeys,
  replicasKey,
  shardCountKey,
  turnKeys,
} from "../src/bot/store/keys.ts";
import { openRedisStore } from "../src/bot/store/redis-store.ts";
import { readConfig } from "../src/config/config.ts";
import { allDue, follower, headOf, holdAll } from "./bot/store/outbox-store-contract.ts";
import { testKeys } from "./bot/store/test-keys.ts";
import { someone, stateTtlDays, turnOf } from "./bot/store/turn-store-contract.ts";
import { freshDatabases, withDatabase } from "./db/databases.ts";
import { realRedisUrl } from "./servers/addresses.ts";

const timeoutMs = 90_000;
const page = readFileSync("docs/privacy.md", "utf8");
const redisUrl = realRedisUrl();

/** Returns the cells of the table rows in a section, each row's first cell without its quotes. */
function rowsOf(title: string): string[][] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? "";
  return section
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .map(([, first = "", ...cells]) => [first.replaceAll("`", ""), ...cells]);
}

/** Makes a pattern of a key or file: `NN`, `NAME` and the like stand for anything, and so does a star. */
function patternOf(listed: string): RegExp {
  const escaped = listed.replace(/[.{}\\]/g, "\\$&");
  const open = escaped.replace(/NN|NAME|MARK|ACCOUNT|half-made-N/g, (word) =>
    word === "NN" ? "\\d\\d" : word === "half-made-N" ? "half-made-\\d+" : ".+",
  );
  return new RegExp(`^${open.replaceAll("*", "[^/]*").replace(/\/$/, "(?:/.*)?")}$`);
}

const keys = rowsOf("Redis").map(([key = ""]) => key);
const files = rowsOf("Files in `DATA_DIR`").map(([file = ""]) => file);

const isListed = (name: string, listed: readonly string[]) =>
  listed.some((one) => patternOf(one).test(name));

test(
  "the page lists exactly the columns of the database",
  async () => {
    const [embedded] = await freshDatabases();
    if (embedded === undefined) throw new Error("no database");
    const columns = await withDatabase(embedded.settings, async ({ db }) => {
      const { rows } = await sql<{ name: string }>`
        select table_name || '.' || column_name as name from information_schema.columns
        where table_schema = 'public' order by 1`.execute(db);
      return rows.map(({ name }) => name);
    });
    await embedded.remove();
    const listed = rowsOf("The database").flatMap(([table, cell = ""]) =>
      [...cell.matchAll(/`(\w+)`/g)].map(([, column]) => `${table}.${column}`),
    );
    expect(listed.toSorted()).toEqual(columns.toSorted());
  },
  timeoutMs,
);

test("the page says of every table why, how long and who, and of every key and file why and how long", () => {
  const sections = ["The database", "Redis", "Files in `DATA_DIR`", "In the browser"];
  const rows = sections.flatMap(rowsOf);
  expect(rows.length).toBeGreaterThan(60);
  for (const [name, ...cells] of rows) {
    expect([name, cells.slice(0, -1).every((cell) => cell !== "")]).toEqual([name, true]);
  }
});

describe("keys of Redis", () => {
  test("the page lists every key that the code can build", () => {
    const built = [
      ...Object.values(turnKeys(7, "zalo:oa:#hash", "mark")),
      ...Object.values(queueKeys(7, "zalo:oa:#hash")),
      shardCountKey,
      replicasKey,
      canaryKey,
    ];
    expect(built.filter((key) => !isListed(key, keys))).toEqual([]);
    // Keys that are written out where they are used.
    const named = readdirSync("src/bot", { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => [
        ...readFileSync(join("src/bot", file), "utf8").matchAll(/["`](huong-dan:[a-z-]+:?)/g),
      ])
      .map(([, key = ""]) => (key.endsWith(":") ? `${key}account` : key));
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((key) => !isListed(key, keys))).toEqual([]);
  });

  if (redisUrl !== null) {
    test("the page lists every key that a running store leaves behind, and nothing there names a user", async () => {
      const redis = new Redis(redisUrl);
      await redis.flushdb();
      const options = { url: redisUrl, ...testKeys, stateTtlDays, onError: () => {} };
      const store = await openRedisStore(options);
      const resident = { ...follower(), user: "8812345678" };
      await store.outbox.heartbeat();
      await store.commit(turnOf(someone(), "m1"));
      await store.commit(turnOf(resident, "m1"));
      const [due] = await allDue(store.outbox, await holdAll(store.outbox));
      if (due === undefined) throw new Error("nobody is due");
      const head = headOf(await store.outbox.readHead(due.lease, due.name));
      await store.outbox.moveToDeadLetters(due.lease, due.name, head, "code -201");
      await store.commit(turnOf(resident, "8812345678", { version: 1 }));
      await store.pacer({ oa: { count: 10, perMs: 1_000 } }).acquire("oa", "reply");
      const found = await redis.keys("*");
      expect(found.filter((key) => !isListed(key, keys))).toEqual([]);
      expect(found.filter((key) => key.includes(resident.user))).toEqual([]);
      const kinds = new Set(found.map((key) => keys.find((one) => patternOf(one).test(key))));
      expect(kinds.size).toBeGreaterThan(11);
      await store.close();
      redis.disconnect();
    });
  }
});

test(
  "the page lists every file that the service keeps, and every kind that it can write",
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "huong-dan-privacy-"));
    const zalo = { ZALO_OA_ID: "1", ZALO_APP_ID: "2", ZALO_APP_SECRET: "3" };
    const environment = { ...zalo, ZALO_OA_SECRET_KEY: "4", DATA_DIR: dataDir };
    const config = readConfig({ ...environment, DESK_ADMIN_PASSWORD: "mat khau cua quan tri" });
    const service = await buildService(config, { logs: { write: () => {} } });
    const names = await readdir(dataDir, { recursive: true });
    const found = await Promise.all(
      names.map(async (name) => ((await stat(join(dataDir, name))).isFile() ? [name] : [])),
    );
    await service.close();
    await rm(dataDir, { recursive: true, force: true });
    expect(found.flat().filter((name) => !isListed(name, files))).toEqual([]);

    const endings = readdirSync("src/bot/journal").flatMap((file) =>
      [...readFileSync(join("src/bot/journal", file), "utf8").matchAll(/Ending = "(\.\w+)"/g)].map(
        ([, ending = ""]) => `journal/1${ending}`,
      ),
    );
    expect(endings.length).toBeGreaterThan(4);
    expect(endings.filter((name) => !isListed(name, files))).toEqual([]);
  },
  timeoutMs,
);

test("the page lists every cookie", () => {
  const cookies = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => [
      ...readFileSync(join("src", file), "utf8").matchAll(/[cC]ookie\w* = "(huong-dan-[\w-]+)"/g),
    ])
    .map(([, name = ""]) => name);
  expect(cookies.length).toBeGreaterThan(1);
  const listed = rowsOf("In the browser").map(([name = ""]) => name);
  expect(cookies.filter((name) => !listed.includes(name))).toEqual([]);
});
