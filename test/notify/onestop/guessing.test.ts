import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Database, openDatabase } from "../../../src/db/open.ts";
import { freshDatabases } from "../../db/databases.ts";
import { credentials, openOnestop } from "./onestop-app.ts";

/** What strangers may try at the sign-in of one-stop systems, and that they keep no owner out. */

const refused = { error_code: 1 };
const perUsername = 20;
const quarterMs = 15 * 60_000;

describe.each(await freshDatabases())("guesses at a one-stop password, over $name", (one) => {
  let database: Database;
  let replicas: Awaited<ReturnType<typeof openOnestop>>[];
  let now = new Date("2026-11-25T03:00:00Z");

  beforeAll(async () => {
    database = await openDatabase(one.settings);
    replicas = [await openOnestop(database, () => now), await openOnestop(database, () => now)];
  }, 60_000);

  // Counts end after a quarter of an hour, and known addresses after 90 days.
  beforeEach(() => {
    now = new Date(now.getTime() + 100 * 24 * 3_600_000);
  });

  afterAll(async () => {
    for (const { app } of replicas) await app.close();
    await database.close();
    await one.remove();
  }, 60_000);

  let calls = 0;
  /** Replicas take turns. */
  const signIn = (address: string, password = credentials.password, { username } = credentials) => {
    calls += 1;
    const replica = replicas[calls % replicas.length] ?? replicas[0];
    if (replica === undefined) throw new Error("No replica is open");
    return replica.post("/login", { username, password }, { "x-forwarded-for": address });
  };
  const guess = (address: string, account = credentials) => signIn(address, "đoán mò", account);
  const flood = (count: number, addressOf: (n: number) => string, account = credentials) =>
    Promise.all(Array.from({ length: count }, (_, n) => guess(addressOf(n), account)));
  const judged = (answers: readonly { status: number }[]) =>
    answers.filter(({ status }) => status === 200).length;

  test("twenty of 120 at one username are judged, from as many addresses, over two replicas", async () => {
    const answers = await flood(120, (n) => `10.1.${n}.1`);
    expect(judged(answers)).toBe(perUsername);
    const late = answers.filter(({ status }) => status !== 200);
    for (const { status, headers, body } of late) {
      expect([status, body, Number(headers["retry-after"])]).toEqual([429, refused, 900]);
    }
    // The right password from somewhere new waits too, or it would be found in a burst.
    expect((await signIn("10.2.0.1")).status).toBe(429);
    // Other usernames do not.
    expect((await guess("10.2.0.1", { ...credentials, username: "another" })).status).toBe(200);
    now = new Date(now.getTime() + quarterMs);
    expect((await signIn("10.2.0.1")).body.error_code).toBe(0);
  });

  test("they keep no owner out at the address where it was right before, which has ten of its own", async () => {
    const office = "192.0.2.7";
    expect((await signIn(office)).body.error_code).toBe(0);
    await flood(60, (n) => `10.3.${n}.1`);
    expect((await guess("10.4.0.1")).status).toBe(429);
    for (let times = 0; times < 3; times += 1) {
      expect((await signIn(office)).body.error_code).toBe(0);
    }
    expect(judged(await flood(15, () => office))).toBe(10);
    expect((await signIn(office)).status).toBe(429);
    // Being known counts for that username only.
    expect((await guess(office, { ...credentials, username: "another" })).status).toBe(200);
  });

  test("a right sign-in gives its attempt back, so a system may sign in as often as it likes", async () => {
    for (let n = 0; n < perUsername + 5; n += 1) {
      expect((await signIn(`10.5.${n}.1`)).body.error_code).toBe(0);
    }
    // Nothing of these is left in the count of the username.
    expect(judged(await flood(30, (n) => `10.6.${n}.1`))).toBe(perUsername);
  });

  test("a network of IPv6 is one address, also for the owner's known one", async () => {
    const answers = await flood(30, (n) => `2001:db8:1:1::${n + 1}`, {
      ...credentials,
      username: "nobody",
    });
    expect(judged(answers)).toBe(10);
    expect((await guess("2001:db8:1:2::1")).status).toBe(200);
    expect((await guess("::ffff:10.7.0.1")).status).toBe(200);

    expect((await signIn("2001:db8:2:1::1")).body.error_code).toBe(0);
    await flood(60, (n) => `10.8.${n}.1`);
    expect((await signIn("2001:db8:2:2::1")).status).toBe(429);
    expect((await signIn("2001:db8:2:1::ffff")).body.error_code).toBe(0);
  });
});

test("the calls of one address are limited to 600 a minute, a network of IPv6 as one", async () => {
  const [one] = await freshDatabases();
  if (one === undefined) throw new Error("no database");
  const database = await openDatabase(one.settings);
  const { app, post } = await openOnestop(database, () => new Date("2026-11-25T03:00:00Z"));
  const statuses = async (url: string, count: number, address: string) => {
    const answers: number[] = [];
    for (let n = 0; n < count; n += 1) {
      answers.push((await post(url, { session: "x" }, { "x-forwarded-for": address })).status);
    }
    return answers;
  };
  // Calls and sign-ins together.
  const answers = [
    ...(await statuses("", 500, "10.0.0.1")),
    ...(await statuses("/login", 200, "10.0.0.1")),
  ];
  expect(answers.slice(0, 600)).not.toContain(429);
  expect(answers.slice(600)).toEqual(Array(100).fill(429));
  expect(await statuses("", 1, "10.0.0.2")).toEqual([200]);
  await statuses("", 600, "2001:db8:3:1::1");
  expect(await statuses("", 1, "2001:db8:3:1::2")).toEqual([429]);
  expect(await statuses("", 1, "2001:db8:3:2::1")).toEqual([200]);
  await app.close();
  await database.close();
  await one.remove();
}, 60_000);
