import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { z } from "zod";
import type { TurnFact } from "../../src/bot/store/turn-store.ts";
import { maxRowsPerInsert } from "../../src/db/batches.ts";
import { type Database, openDatabase } from "../../src/db/open.ts";
import { deleteOldTurnFacts } from "../../src/db/queries/turn-facts.ts";
import { deleteOldFacts } from "../../src/db/retention.ts";
import { assertOutsideTransaction, InsideTransactionError } from "../../src/db/transaction.ts";
import { freshDatabases, withDatabase } from "./databases.ts";
import { recordFacts } from "./record-facts.ts";

const now = new Date("2026-11-23T03:00:00Z");
const greet = { name: "greet", data: z.object({ id: z.string() }) };

const databases = await freshDatabases();

describe.each(databases)("the database on $name", ({ settings, remove }) => {
  let database: Database;

  beforeAll(async () => {
    database = await openDatabase(settings);
    await database.jobs.declare(greet);
  }, 60_000);

  afterAll(async () => {
    await database.close();
    await remove();
  }, 60_000);

  async function count(where: "turn_fact" | "pgboss.job", key: string): Promise<number> {
    const column = where === "turn_fact" ? sql`id` : sql`data->>'id'`;
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from ${sql.table(where)} where ${column} like ${`${key}%`}
    `.execute(database.db);
    return rows[0]?.count ?? Number.NaN;
  }

  test("answers a ping", async () => {
    await expect(database.ping()).resolves.toBeUndefined();
  });

  test("stores the same fact once, even if it is recorded twice within one call", async () => {
    const fact = factOf("twice");
    await recordFacts(database.db, [fact, fact, factOf("twice-other")]);
    await recordFacts(database.db, [{ ...fact, outcome: "recorded again" }]);
    expect(await count("turn_fact", "twice")).toBe(2);
    const row = await database.db
      .selectFrom("turn_fact")
      .selectAll()
      .where("id", "=", "twice")
      .executeTakeFirstOrThrow();
    expect({ ...row, at: row.at.toISOString() }).toEqual({
      id: "twice",
      at: "2026-11-23T03:00:00.000Z",
      channel: "web",
      resident_hash: "hash",
      flow: "khai-sinh",
      step: "ask",
      outcome: "answered",
      point: null,
    });
  });

  test("records no facts at all, and more facts than one batch holds", async () => {
    await recordFacts(database.db, []);
    const facts = Array.from({ length: 2 * maxRowsPerInsert + 1 }, (_, n) => factOf(`many-${n}`));
    await recordFacts(database.db, facts);
    expect(await count("turn_fact", "many-")).toBe(facts.length);
  });

  test("deletes facts older than the retention time, and keeps one of exactly that age", async () => {
    await recordFacts(database.db, [
      { ...factOf("aged-older"), at: new Date("2025-11-23T02:59:59Z") },
      { ...factOf("aged-just"), at: new Date("2025-11-23T03:00:00Z") },
      factOf("aged-new"),
    ]);
    expect(await deleteOldTurnFacts(database.db, now, 365)).toBe(1);
    expect(await count("turn_fact", "aged-older")).toBe(0);
    expect(await count("turn_fact", "aged-")).toBe(2);
  });

  test("reads bigint as a number and date as text, like the other database", async () => {
    const { rows } = await sql`select 3::bigint as big, date '2026-11-24' as day`.execute(
      database.db,
    );
    expect(rows).toEqual([{ big: 3, day: "2026-11-24" }]);
  });

  describe("a transaction", () => {
    test("stores its row and its job when it commits", async () => {
      await database.transaction(async (tx) => {
        await recordFacts(tx, [factOf("committed")]);
        await database.jobs.send(greet, { id: "committed" }, tx);
      });
      expect(await count("turn_fact", "committed")).toBe(1);
      expect(await count("pgboss.job", "committed")).toBe(1);
    });

    test("stores neither row nor job when it throws", async () => {
      const thrown = new Error("the transaction's own");
      const outcome = database.transaction(async (tx) => {
        await recordFacts(tx, [factOf("thrown")]);
        await database.jobs.send(greet, { id: "thrown" }, tx);
        throw thrown;
      });
      await expect(outcome).rejects.toBe(thrown);
      expect(await count("turn_fact", "thrown")).toBe(0);
      expect(await count("pgboss.job", "thrown")).toBe(0);
    });

    test("may send the first job of its queue", async () => {
      const fresh = { name: "fresh-queue", data: z.object({ id: z.string() }) };
      await database.jobs.declare(fresh);
      await database.transaction((tx) => database.jobs.send(fresh, { id: "first" }, tx));
      expect(await count("pgboss.job", "first")).toBe(1);
    });

    test.each<[string, () => Promise<unknown>]>([
      ["a query", () => database.db.selectFrom("turn_fact").select("id").execute()],
      ["raw SQL", () => sql`select 1`.execute(database.db)],
      ["another transaction", () => database.transaction(async () => {})],
      ["a job without its handle", () => database.jobs.send(greet, { id: "outer" })],
      ["a ping", () => database.ping()],
      ["an HTTP call that says so", async () => assertOutsideTransaction("HTTP was called")],
    ])("refuses %s besides it at once, and continues", async (_what, use) => {
      await database.transaction(async (tx) => {
        await expect(use()).rejects.toThrow(InsideTransactionError);
        await expect(sql`select 1 as one`.execute(tx)).resolves.toMatchObject({
          rows: [{ one: 1 }],
        });
      });
      expect(await count("pgboss.job", "outer")).toBe(0);
    });

    test("is over for what it started without awaiting after it has ended", async () => {
      const { promise: ended, resolve: end } = Promise.withResolvers<void>();
      let left: Promise<void> | undefined;
      await database.transaction(async () => {
        left = ended.then(() => database.ping());
      });
      end();
      await expect(left).resolves.toBeUndefined();
    });

    test("is isolated from concurrent ones", async () => {
      await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          n % 2 === 0
            ? database.transaction((tx) => recordFacts(tx, [factOf(`beside-${n}`)]))
            : recordFacts(database.db, [factOf(`beside-${n}`)]),
        ),
      );
      expect(await count("turn_fact", "beside-")).toBe(20);
    });
  });

  test("gives a worker what was sent, and refuses to send data of another shape", async () => {
    const kind = { name: "work", data: z.object({ id: z.string() }) };
    await database.jobs.declare(kind);
    const { promise: received, resolve: receive } = Promise.withResolvers<unknown>();
    await database.jobs.send(kind, { id: "worked" });
    await database.jobs.work(kind, async (data) => receive(data));
    expect(await received).toEqual({ id: "worked" });
    await expect(database.jobs.send(kind, JSON.parse('{ "id": 1 }'))).rejects.toThrow(z.ZodError);
  });

  test("schedules the nightly deletion in Viet Nam's time zone", async () => {
    const { rows } = await sql`
      select name, cron, timezone from pgboss.schedule where name = 'delete-old-turn-facts'
    `.execute(database.db);
    expect(rows).toEqual([
      { name: "delete-old-turn-facts", cron: "40 2 * * *", timezone: "Asia/Ho_Chi_Minh" },
    ]);
  });
});

describe.each(await freshDatabases({ retentionDays: 30 }))(
  "opening $name again",
  ({ settings, remove }) => {
    afterAll(remove);

    test("finds what was stored, and the nightly job deletes by the given clock and retention time", async () => {
      await withDatabase(settings, async (database) => {
        const old = new Date("2026-10-24T02:59:59Z");
        await recordFacts(database.db, [factOf("kept"), { ...factOf("old"), at: old }]);
      });
      const { promise: clockWasRead, resolve: readClock } = Promise.withResolvers<void>();
      const clock = () => {
        readClock();
        return now;
      };
      // Closing waits for the running job.
      await withDatabase({ ...settings, now: clock }, async (database) => {
        expect(await idsIn(database)).toEqual(["kept", "old"]);
        await database.jobs.send(deleteOldFacts, {});
        await clockWasRead;
      });
      await withDatabase(settings, async (database) => {
        expect(await idsIn(database)).toEqual(["kept"]);
      });
    }, 60_000);
  },
);

async function idsIn({ db }: Database): Promise<string[]> {
  const rows = await db.selectFrom("turn_fact").select("id").orderBy("id").execute();
  return rows.map(({ id }) => id);
}

function factOf(id: string): TurnFact {
  return {
    id,
    at: now,
    channel: "web",
    residentHash: "hash",
    flow: "khai-sinh",
    step: "ask",
    outcome: "answered",
    point: null,
    missedWords: [],
  };
}
