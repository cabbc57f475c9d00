import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Redis } from "ioredis";
import { buildService } from "../../src/app/app.ts";
import { readConfig } from "../../src/config/config.ts";
import { openDatabase } from "../../src/db/open.ts";
import { createDossierBox } from "../../src/notify/dossiers/dossier-box.ts";
import { freshDatabaseUrl, realRedisUrl } from "../servers/addresses.ts";

const timeoutMs = 90_000;
const first = "a first key of the tests that is long enough";
const second = "a second key of the tests that is long enough";
const zalo = { ZALO_OA_ID: "1", ZALO_APP_ID: "2", ZALO_APP_SECRET: "3", ZALO_OA_SECRET_KEY: "4" };
const redisUrl = realRedisUrl();

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "huong-dan-keys-"));
  if (redisUrl === null) return;
  const redis = new Redis(redisUrl);
  await redis.flushdb();
  redis.disconnect();
});

afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** Starts the service and ends it again. Resolves with the report of a start that was refused, otherwise with null. */
async function start(environment: Record<string, string>): Promise<string | null> {
  const config = readConfig({
    DATA_DIR: dataDir,
    DESK_ADMIN_PASSWORD: "mat khau cua quan tri",
    ...environment,
  });
  try {
    const service = await buildService(config, { logs: { write: () => {} } });
    await service.close();
    return null;
  } catch (error) {
    if (Error.isError(error) && "report" in error) return String(error.report);
    throw error;
  }
}

describe("a wrong SECRET_KEY refuses the start with one message, although nothing was stored yet", () => {
  test(
    "in the embedded database",
    async () => {
      expect(await start({ SECRET_KEY: first })).toBeNull();
      expect(await start({ SECRET_KEY: second })).toMatch(
        /^SECRET_KEY: none of its keys opens what the database holds\./,
      );
      expect(await start({ SECRET_KEY: `${second},${first}` })).toBeNull();
    },
    timeoutMs,
  );

  test(
    "in the embedded mode, where the key is a file",
    async () => {
      expect(await start({})).toBeNull();
      await rm(join(dataDir, "secret-key"));
      expect(await start({})).toMatch(/what the database holds/);
    },
    timeoutMs,
  );

  test(
    "in the journal, if the database is another one",
    async () => {
      expect(await start({ SECRET_KEY: first, ...zalo })).toBeNull();
      await rm(join(dataDir, "database"), { recursive: true });
      expect(await start({ SECRET_KEY: second, ...zalo })).toMatch(/what the journal holds/);
    },
    timeoutMs,
  );

  if (redisUrl !== null) {
    test(
      "in PostgreSQL, and in Redis if the database is another one",
      async () => {
        const servers = async () => ({
          REDIS_URL: redisUrl,
          DATABASE_URL: (await freshDatabaseUrl()) ?? "",
        });
        const environment = await servers();
        expect(await start({ SECRET_KEY: first, ...environment })).toBeNull();
        expect(await start({ SECRET_KEY: second, ...environment })).toMatch(/the database holds/);
        expect(await start({ SECRET_KEY: second, ...(await servers()) })).toMatch(/Redis holds/);
        expect(await start({ SECRET_KEY: `${second},${first}`, ...environment })).toBeNull();
      },
      timeoutMs,
    );
  }
});

test(
  "a database of version 0.2, which has no canary, refuses a key that opens nothing sealed there",
  async () => {
    expect(await start({ SECRET_KEY: first })).toBeNull();
    const database = await openDatabase({
      databaseUrl: null,
      dataDir,
      retentionDays: 365,
      onError: () => {},
    });
    await database.db.deleteFrom("service_key").execute();
    const now = new Date();
    await database.db
      .insertInto("dossier")
      .values({
        code: "H26.01-1",
        code_key: "H26011",
        reversed_key: "11062H",
        phone_sealed: createDossierBox(first).seal("0912345678", "H26011", "phone"),
        created_at: now,
        changed_at: now,
      })
      .execute();
    await database.close();
    expect(await start({ SECRET_KEY: second })).toMatch(/what the database holds/);
    expect(await start({ SECRET_KEY: first })).toBeNull();
  },
  timeoutMs,
);
