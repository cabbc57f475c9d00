import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { verifyAuditChain } from "../../src/db/audit-chain.ts";
import { type Database, openDatabase } from "../../src/db/open.ts";
import { insertAuditEntry } from "../../src/db/queries/audit.ts";
import { selectAuditHead } from "../../src/db/queries/audit-chain.ts";
import type { DbHandle } from "../../src/db/schema.ts";
import { freshDatabases } from "./databases.ts";

const at = new Date("2026-11-23T03:00:00.123Z");

function record(db: DbHandle, action: string, detail = ""): Promise<void> {
  const subject = "dossier 12";
  return insertAuditEntry(db, {
    at,
    account_id: 1,
    username: "hoa",
    role: "official",
    action,
    subject,
    detail,
  });
}

/** Changes the trail as somebody does who owns the tables. */
async function tamper(db: DbHandle, statement: string): Promise<void> {
  const tables = ["desk_audit", "desk_audit_chain"];
  for (const table of tables)
    await sql.raw(`alter table ${table} disable trigger user`).execute(db);
  await sql.raw(statement).execute(db);
  for (const table of tables) await sql.raw(`alter table ${table} enable trigger user`).execute(db);
}

describe.each(await freshDatabases())("the audit chain on $name", ({ settings, remove }) => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(settings);
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await remove();
  });

  const kept = () => selectAuditHead(database.db);

  test("an empty trail is intact", async () => {
    expect(await verifyAuditChain(database.db)).toEqual({ isIntact: true, entries: 0, head: null });
  });

  test("every entry is chained, also several of one transaction and those written at once", async () => {
    await record(database.db, "first", "chữ Việt, “dấu” và 12:3,");
    await database.transaction(async (tx) => {
      await record(tx, "second");
      await record(tx, "third");
    });
    const write = (n: number) => database.transaction((tx) => record(tx, `parallel ${n}`));
    await Promise.all(Array.from({ length: 20 }, (_, n) => write(n)));
    const result = await verifyAuditChain(database.db);
    expect(result).toMatchObject({ isIntact: true, entries: 23 });
    expect(result).toMatchObject({ head: await kept() });
  });

  test("an entry of a transaction that fails leaves no gap", async () => {
    const failing = database.transaction(async (tx) => {
      await record(tx, "rolled back");
      throw new Error("broken");
    });
    await expect(failing).rejects.toThrow("broken");
    await record(database.db, "next");
    expect(await verifyAuditChain(database.db)).toMatchObject({ isIntact: true, entries: 24 });
  });

  test("transactions that hold each other's locks do not deadlock over the chain", async () => {
    const inserted = Promise.withResolvers<void>();
    const slow = database.transaction(async (tx) => {
      await record(tx, "slow");
      inserted.resolve();
      // On the embedded database the other one waits for the only connection.
      if (database.kind === "postgres") await other;
    });
    const other = inserted.promise.then(() => record(database.db, "fast"));
    await Promise.all([slow, other]);
    expect(await verifyAuditChain(database.db)).toMatchObject({ isIntact: true, entries: 26 });
  });

  test("the chain refuses changes as the trail does", async () => {
    for (const statement of [
      "update desk_audit_chain set hash = ''",
      "delete from desk_audit_chain",
      "update desk_audit set detail = ''",
    ]) {
      await expect(sql.raw(statement).execute(database.db)).rejects.toThrow(/append-only/);
    }
  });

  test.each([
    ["a changed entry", "update desk_audit set detail = 'other' where id = 2", 2, /content/],
    [
      "a changed time",
      "update desk_audit set at = at - interval '1 day' where id = 3",
      3,
      /content/,
    ],
    ["a deleted entry", "delete from desk_audit where id = 2", 2, /deleted/],
    [
      "an entry deleted with its row of the chain",
      "with gone as (delete from desk_audit where id = 2) delete from desk_audit_chain where audit_id = 2",
      2,
      /missing/,
    ],
    [
      "an entry added beside the chain",
      "insert into desk_audit (at, username, role, action, subject, detail) values (now(), '', '', 'x', '', '')",
      27,
      /not in the chain/,
    ],
  ])("%s is found", async (_, statement, position, reason) => {
    const rollBack = new Error("roll back");
    const tried = database.transaction(async (tx) => {
      await tamper(tx, statement);
      expect(await verifyAuditChain(tx)).toMatchObject({
        isIntact: false,
        position,
        reason: expect.stringMatching(reason),
      });
      throw rollBack;
    });
    await expect(tried).rejects.toBe(rollBack);
  });

  test("an end that was cut off, and a chain that was written again, are found by a head kept elsewhere", async () => {
    const head = await kept();
    const heads = head === null ? [] : [head];
    expect(heads).toHaveLength(1);
    const rollBack = new Error("roll back");
    const cut = database.transaction(async (tx) => {
      await tamper(tx, "delete from desk_audit_chain where position = 26");
      await tamper(
        tx,
        "delete from desk_audit where id not in (select audit_id from desk_audit_chain)",
      );
      expect(await verifyAuditChain(tx)).toMatchObject({ isIntact: true });
      expect(await verifyAuditChain(tx, { heads })).toMatchObject({
        isIntact: false,
        position: 26,
      });
      throw rollBack;
    });
    await expect(cut).rejects.toBe(rollBack);
    const other = [{ position: 5, hash: "0".repeat(64) }];
    expect(await verifyAuditChain(database.db, { heads: other })).toMatchObject({ position: 5 });
  });

  test("a trail whose older entries were removed is verified from a head kept elsewhere", async () => {
    const fifth = await database.db
      .selectFrom("desk_audit_chain")
      .select(["position", "hash"])
      .where("position", "=", 5)
      .executeTakeFirstOrThrow();
    const rollBack = new Error("roll back");
    const removed = database.transaction(async (tx) => {
      await tamper(
        tx,
        "with gone as (delete from desk_audit_chain where position <= 5 returning audit_id) delete from desk_audit where id in (select audit_id from gone)",
      );
      expect(await verifyAuditChain(tx)).toMatchObject({ isIntact: false, position: 1 });
      expect(await verifyAuditChain(tx, { from: fifth })).toMatchObject({
        isIntact: true,
        entries: 21,
      });
      throw rollBack;
    });
    await expect(removed).rejects.toBe(rollBack);
  });
});
