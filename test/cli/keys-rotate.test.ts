import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { Redis } from "ioredis";
import { openDatabaseHashKey } from "../../src/app/service-keys.ts";
import { listDeadLetterEvents } from "../../src/bot/journal/dead-letters.ts";
import { openJournal } from "../../src/bot/journal/journal.ts";
import { residentName } from "../../src/bot/store/keys.ts";
import { openRedisStore } from "../../src/bot/store/redis-store.ts";
import type { ChannelEvent } from "../../src/channels/event.ts";
import { type Database, openDatabase } from "../../src/db/open.ts";
import { createDossierBox } from "../../src/notify/dossiers/dossier-box.ts";
import { createSecretBox } from "../../src/security/secret-box.ts";
import { allDue, follower, headOf, holdAll } from "../bot/store/outbox-store-contract.ts";
import { someone, stateAsked, stateTtlDays, turnOf } from "../bot/store/turn-store-contract.ts";
import { freshDatabaseUrl, realRedisUrl } from "../servers/addresses.ts";

/** Programs are started several times, which takes long while other tests run. */
const timeoutMs = 300_000;
const first = "a first key of the tests that is long enough";
const second = "a second key of the tests that is long enough";
const redisUrl = realRedisUrl();
const now = () => new Date("2026-11-23T01:00:00Z");
const event = (id: string): ChannelEvent => ({
  channel: "zalo",
  account: "oa",
  user: "8812345678",
  id,
  at: now(),
  payload: { type: "text", text: "số của tôi là 0912345678" },
});

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "huong-dan-rotate-"));
});

afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** Runs the program. `killAt` ends it as soon as it has printed that. */
function rotate(environment: Record<string, string>, killAt?: string) {
  const child = spawn(process.execPath, ["src/cli/keys-rotate.ts"], {
    env: { PATH: process.env["PATH"] ?? "", DATA_DIR: dataDir, ...environment },
  });
  let output = "";
  const take = (chunk: Buffer) => {
    output += chunk;
    if (killAt !== undefined && output.includes(killAt)) child.kill("SIGKILL");
  };
  child.stdout.on("data", take);
  child.stderr.on("data", take);
  const { promise, resolve } = Promise.withResolvers<{ code: number | null; output: string }>();
  child.once("close", (code) => resolve({ code, output }));
  return promise;
}

async function insertDossiers(database: Database, secretKey: string, count: number) {
  const box = createDossierBox(secretKey);
  const rows = Array.from({ length: count }, (_, index) => ({
    code: `H26-${index}`,
    code_key: `H26${index}`,
    reversed_key: `${index}62H`,
    applicant_sealed: box.seal("Nguyễn Văn An", `H26${index}`, "applicant"),
    phone_sealed: box.seal("0912345678", `H26${index}`, "phone"),
    created_at: now(),
    changed_at: now(),
  }));
  for (let start = 0; start < count; start += 500) {
    await database.db
      .insertInto("dossier")
      .values(rows.slice(start, start + 500))
      .execute();
  }
}

async function phonesIn(database: Database, secretKey: string): Promise<Set<string | null>> {
  const box = createDossierBox(secretKey);
  const rows = await database.db.selectFrom("dossier").selectAll().execute();
  return new Set(rows.map((row) => box.open(row.phone_sealed, row.code_key, "phone")));
}

const settings = (databaseUrl: string | null) => ({
  databaseUrl,
  dataDir,
  retentionDays: 365,
  onError: () => {},
});

describe("keys:rotate", () => {
  test(
    "seals the embedded database and the journal with the new key, and a second run finds nothing to do",
    async () => {
      const before = await openDatabase(settings(null));
      await openDatabaseHashKey(before.db, first, now);
      await insertDossiers(before, first, 3);
      const hashKey = await openDatabaseHashKey(before.db, first, now);
      await before.close();
      const folder = join(dataDir, "journal");
      const journalOptions = { folder, now, onIssue: () => {} };
      const box = (key: string) => createSecretBox(key, "journal");
      const journal = await openJournal({ ...journalOptions, box: box(first) });
      await journal.append(event("waits"));
      await journal.moveToDeadLetters(event("broken"), new Error("broken"));
      await journal.close();

      const both = { SECRET_KEY: `${second},${first}` };
      const done = await rotate(both);
      expect(done.output).toContain("Database: 6 sealed anew");
      expect(done.output).toContain("Journal: 2 sealed anew");
      expect(done.code).toBe(0);
      expect((await rotate(both)).output).toMatch(
        /Journal: 0 sealed anew\nDatabase: 0 sealed anew/,
      );

      const after = await openDatabase(settings(null));
      expect(await phonesIn(after, second)).toEqual(new Set(["0912345678"]));
      expect(await openDatabaseHashKey(after.db, second, now)).toBe(hashKey);
      await expect(openDatabaseHashKey(after.db, first, now)).rejects.toThrow(/none of its keys/);
      await after.close();
      const opened = await openJournal({ ...journalOptions, box: box(second) });
      const record = opened.first(residentName(event("waits")));
      if (record === undefined) throw new Error("the event is lost");
      expect(await opened.read(record)).toEqual(event("waits"));
      await opened.erase(residentName(event("broken")));
      await opened.close();
      expect(await listDeadLetterEvents(folder)).toEqual([]);
    },
    timeoutMs,
  );

  test("with a single key explains what to do", async () => {
    const { code, output } = await rotate({ SECRET_KEY: first });
    expect(code).toBe(2);
    expect(output).toContain("Put the new key in front of the former one");
  });

  if (redisUrl !== null) {
    test(
      "goes on after an interruption, and until it is done a start without the former key is refused",
      async () => {
        const direct = new Redis(redisUrl);
        await direct.flushdb();
        direct.disconnect();
        const databaseUrl = (await freshDatabaseUrl()) ?? "";
        const database = await openDatabase(settings(databaseUrl));
        const hashKey = await openDatabaseHashKey(database.db, first, now);
        await insertDossiers(database, first, 1_000);
        const openStore = (secretKey: string) =>
          openRedisStore({ url: redisUrl, secretKey, hashKey, stateTtlDays, onError: () => {} });
        const store = await openStore(first);
        const [visitor, resident] = [someone(), follower()];
        await store.commit(turnOf(visitor, "m1"));
        await store.commit(turnOf(resident, "m1"));
        await store.commit(turnOf(resident, "m2", { version: 1 }));
        const [due] = await allDue(store.outbox, await holdAll(store.outbox));
        if (due === undefined) throw new Error("nobody is due");
        const head = headOf(await store.outbox.readHead(due.lease, due.name));
        await store.outbox.moveToDeadLetters(due.lease, due.name, head, "code -201");
        await store.close();

        const environment = {
          SECRET_KEY: `${second},${first}`,
          REDIS_URL: redisUrl,
          DATABASE_URL: databaseUrl,
        };
        const interrupted = await rotate(environment, "Journal:");
        expect(interrupted.output).toMatch(/Redis: \d+ sealed anew/);
        expect(interrupted.output).not.toContain("Everything is sealed");
        await expect(openDatabaseHashKey(database.db, second, now)).rejects.toThrow(
          /none of its keys/,
        );

        expect(await rotate(environment)).toMatchObject({ code: 0 });
        expect(await openDatabaseHashKey(database.db, second, now)).toBe(hashKey);
        expect(await phonesIn(database, second)).toEqual(new Set(["0912345678"]));
        await database.close();

        const rotated = await openStore(second);
        expect(await rotated.load(visitor, "x")).toMatchObject({ state: stateAsked(1) });
        expect((await rotated.readWeb(visitor)).entries).toHaveLength(2);
        expect(await rotated.outbox.listDeadLetters()).toMatchObject([{ resident }]);
        expect(await rotated.outbox.redriveDeadLetters("all")).toBe(1);
        await rotated.close();
      },
      timeoutMs,
    );
  }
});
