import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { type Database, openDatabase } from "../../src/db/open.ts";
import { deleteEndedAttempts } from "../../src/db/queries/attempts.ts";
import { InsideTransactionError } from "../../src/db/transaction.ts";
import {
  AttemptsUnavailableError,
  type CountedAttempt,
  createAttemptCounter,
} from "../../src/security/attempt-counter.ts";
import { freshDatabases } from "../db/databases.ts";

const minuteMs = 60_000;
const start = Date.parse("2026-11-25T02:00:00Z");
const at = (minutes: number) => new Date(start + minutes * minuteMs);

describe.each(await freshDatabases())("the counter of attempts on $name", (one) => {
  /** Two replicas; the embedded database has only one. */
  let databases: Database[];

  beforeAll(async () => {
    databases = [await openDatabase(one.settings)];
    if (one.name === "PostgreSQL") databases.push(await openDatabase(one.settings));
  }, 60_000);

  afterAll(async () => {
    for (const database of databases) await database.close();
    await one.remove();
  }, 60_000);

  const counterOf = (replica: number) => {
    const database = databases[replica % databases.length];
    if (database === undefined) throw new Error("No database is open");
    return createAttemptCounter(database.db, "key");
  };
  const signIn = (account: string, address: string, minutes = 0, replica = 0) =>
    counterOf(replica).count("desk sign-in", { account, address }, at(minutes));
  const allowed = (attempts: readonly CountedAttempt[]) =>
    attempts.filter(({ isAllowed }) => isAllowed).length;

  test("allows exactly the limit of 120 parallel attempts at one account, over two replicas", async () => {
    const attempts = await Promise.all(
      Array.from({ length: 120 }, (_, n) => signIn("lan", `10.0.${n}.1`, 0, n)),
    );
    expect(allowed(attempts)).toBe(10);
    expect(attempts.filter(({ isAllowed }) => !isAllowed)[0]).toEqual({
      isAllowed: false,
      scope: "account",
      retryAfterMs: 15 * minuteMs,
    });
    expect(await signIn("lan", "10.1.0.1", 14)).toEqual({
      isAllowed: false,
      scope: "account",
      retryAfterMs: minuteMs,
    });
    expect(allowed([await signIn("lan", "10.1.0.1", 15)])).toBe(1);
  });

  test("a refused attempt counts nowhere, so it uses up no other limit", async () => {
    for (let n = 0; n < 200; n += 1) await signIn("locked", "10.2.0.1");
    expect(allowed([await signIn("other", "10.2.0.1")])).toBe(1);
    const rest = await Promise.all(
      Array.from({ length: 60 }, (_, n) => signIn(`name ${n}`, "10.2.0.1")),
    );
    expect(allowed(rest)).toBe(50 - 10 - 1);
  });

  test("an attempt that was right gives its place back, but only in its own window", async () => {
    for (let n = 0; n < 30; n += 1) {
      const attempt = await signIn("hoa", "10.3.0.1");
      if (!attempt.isAllowed) throw new Error(`Attempt ${n} was refused`);
      await attempt.takeBack();
    }
    const late = await signIn("hoa", "10.3.0.1");
    const next = await Promise.all(Array.from({ length: 10 }, () => signIn("hoa", "10.3.0.1", 20)));
    expect(allowed(next)).toBe(10);
    if (late.isAllowed) await late.takeBack();
    expect(allowed([await signIn("hoa", "10.3.0.1", 20)])).toBe(0);
  });

  test("a network of IPv6 counts as one address, and IPv4 in IPv6 as IPv4", async () => {
    const group = (n: number) => n.toString(16);
    const same = await Promise.all(
      Array.from({ length: 60 }, (_, n) => signIn(`six ${n}`, `2001:db8:1:2:${group(n)}::${n}`)),
    );
    expect(allowed(same)).toBe(50);
    expect(allowed([await signIn("six", "2001:db8:1:3::1")])).toBe(1);
    const mapped = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        signIn(`four ${n}`, n % 2 === 0 ? "10.4.0.1" : "::ffff:10.4.0.1"),
      ),
    );
    expect(allowed(mapped)).toBe(50);
  });

  test("clearing an account's attempts lets its owner try at once, and nobody else", async () => {
    for (const account of ["an", "binh"]) {
      for (let n = 0; n < 11; n += 1) await signIn(account, "10.5.0.1");
    }
    await counterOf(0).clear("desk sign-in", { account: "an" });
    expect(allowed([await signIn("an", "10.5.0.2")])).toBe(1);
    expect(allowed([await signIn("binh", "10.5.0.2")])).toBe(0);
  });

  test("remembers from which network an owner was right, for 90 days", async () => {
    const counter = counterOf(0);
    const isKnown = (owner: string, address: string, minutes: number) =>
      counterOf(1).isKnownClient(counterOf(1).clientAt(owner, address), at(minutes));
    await counter.rememberClient(counter.clientAt("an", "2001:db8::1"), at(0));
    expect(await isKnown("an", "2001:db8::2", 60)).toBe(true);
    expect(await isKnown("an", "2001:db8:0:1::1", 60)).toBe(false);
    expect(await isKnown("binh", "2001:db8::1", 60)).toBe(false);
    expect(await isKnown("an", "2001:db8::1", 90 * 24 * 60)).toBe(false);
  });

  test("a flood stores few rows, without a name or an address, and an hour later none", async () => {
    const { db } = counterDatabase();
    await deleteEndedAttempts(db, at(1_000_000));
    for (let n = 0; n < 200; n += 1) await signIn(`ten-${n}`, "203.0.113.7");
    const { rows } = await sql<{ all: string }>`
      select attempt_count::text as all from attempt_count`.execute(db);
    // One for everybody, one for the address, and one for each name that was judged.
    expect(rows.length).toBe(1 + 1 + 50);
    expect(rows.map(({ all }) => all).join(" ")).not.toMatch(/ten-|203\.0/);
    await deleteEndedAttempts(db, at(15));
    const left = await sql`select subject from attempt_count`.execute(db);
    expect(left.rows).toEqual([]);
  });

  test("refuses to count inside a transaction, whose locks everybody would wait for", async () => {
    const database = counterDatabase();
    await expect(database.transaction(() => signIn("an", "10.6.0.1"))).rejects.toMatchObject({
      cause: expect.any(InsideTransactionError),
    });
  });

  function counterDatabase(): Database {
    const [database] = databases;
    if (database === undefined) throw new Error("No database is open");
    return database;
  }
});

test("allows nothing while the database is away", async () => {
  const [one] = await freshDatabases();
  if (one === undefined) throw new Error("There is no database");
  const database = await openDatabase(one.settings);
  await database.close();
  const counter = createAttemptCounter(database.db, "key");
  const attempt = counter.count("stop link", { address: "10.0.0.1" }, at(0));
  await expect(attempt).rejects.toThrow(AttemptsUnavailableError);
  await one.remove();
}, 60_000);
