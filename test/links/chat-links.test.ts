import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Database, openDatabase } from "../../src/db/open.ts";
import { revokeChatLink, selectPointTargets, setPointTarget } from "../../src/db/queries/links.ts";
import {
  createLink,
  findLink,
  type LinkTarget,
  linkState,
  listLinks,
} from "../../src/links/chat-links.ts";
import { countByPointAndWeek, recordLinkOpened } from "../../src/links/link-counts.ts";
import { openLink } from "../../src/links/open-link.ts";
import { eraseResident } from "../../src/notify/subscriptions/erase-resident.ts";
import { createAttemptCounter } from "../../src/security/attempt-counter.ts";
import { freshDatabases } from "../db/databases.ts";
import { recordFacts } from "../db/record-facts.ts";
import { createSubscriptionFixture } from "../notify/subscriptions/subscription-fixture.ts";

const key = "k".repeat(64);
const now = new Date("2026-11-25T03:00:00Z");
const later = new Date("2026-12-02T03:00:00Z");
const databases = await freshDatabases();

describe.each(databases)("chat links on $name", ({ settings, remove }) => {
  let database: Database;
  let dossier: number;
  const clock = { now };
  const dependencies = () => ({
    db: database.db,
    key,
    now: () => clock.now,
    attempts: createAttemptCounter(database.db, key),
  });
  const open = (code: string, resident: string, address: string | null = null) =>
    openLink(dependencies(), code, { resident, address });

  beforeAll(async () => {
    database = await openDatabase(settings);
    dossier = (await createSubscriptionFixture(database, clock).addDossier()).id;
  }, 120_000);
  afterAll(async () => {
    await database.close();
    await remove();
  }, 120_000);

  const create = (target: Partial<LinkTarget> = {}, expiresAt: Date | null = null) =>
    database.transaction((tx) =>
      createLink(
        tx,
        { point: "kp-3", procedure: null, dossier: null, ...target, by: "lan", now, expiresAt },
        key,
      ),
    );

  test("a link leads every resident to its point and procedure, as often as they open it", async () => {
    const { code } = await create({ procedure: "dang-ky-khai-sinh" });
    for (const who of ["a", "b", "a"]) {
      expect(await open(code.toLowerCase(), who)).toEqual({
        type: "start",
        point: "kp-3",
        procedure: "dang-ky-khai-sinh",
      });
    }
    expect(linkState((await findLink(database.db, code, key)) ?? never(), now)).toBe("open");
  });

  test("a revoked or expired link leads nowhere, and an unknown code is no link", async () => {
    const revoked = await create();
    expect(await database.transaction((tx) => revokeChatLink(tx, revoked.id, now))).toBe(true);
    expect(await database.transaction((tx) => revokeChatLink(tx, revoked.id, now))).toBe(false);
    expect(await open(revoked.code, "a")).toEqual({
      type: "start",
      lost: true,
    });
    const old = await create({}, now);
    expect(await open(old.code, "a")).toEqual({ type: "start", lost: true });
    expect(await open("ZZ99", "a")).toBeNull();
    expect(await open("' or 1=1", "a")).toBeNull();
  });

  test("a link to a dossier works for the first resident only, and again for the same one", async () => {
    const { code } = await create({ dossier }, later);
    expect(code.length).toBeGreaterThan(10);
    const there = { type: "start", point: "kp-3", dossier };
    expect(await open(code, "first")).toEqual(there);
    expect(await open(code, "first")).toEqual(there);
    expect(await open(code, "second")).toEqual({ type: "start", lost: "used" });
    expect(linkState((await findLink(database.db, code, key)) ?? never(), now)).toBe("used");
  });

  test("a link to a dossier works for one of several residents who open it at once", async () => {
    const { code } = await create({ dossier }, later);
    const came = await Promise.all(["x", "y", "z"].map((who) => open(code, who)));
    expect(came.filter((start) => start?.dossier === dossier)).toHaveLength(1);
  });

  test("rejects a link to a dossier that has no signature or a forged one", async () => {
    const { code } = await create({ dossier }, later);
    const short = code.slice(0, -7);
    const forged = `${short}${code.endsWith("2") ? "C222223" : "C222222"}`;
    expect(await open(short, "a")).toBeNull();
    expect(await open(forged, "a")).toBeNull();
    const plain = await create();
    expect(await open(plain.code + code.slice(-7), "a")).toBeNull();
    const row = await database.db
      .selectFrom("chat_link")
      .select("code")
      .where("code", "=", short)
      .executeTakeFirst();
    expect(row).toEqual({ code: short });
    expect(await findLink(database.db, code, "another key")).toBeNull();
  });

  test("counts wrong codes before they are judged, per resident, and opens posters all the same", async () => {
    const { code } = await create({ dossier }, later);
    const poster = await create();
    // One in fifty codes ends like one of these.
    const forged = Array.from(
      { length: 32 },
      (_, n) => `${code.slice(0, -2)}${n < 16 ? "C" : "H"}${(n % 8) + 2}`,
    ).filter((one) => one !== code);
    const answers = await Promise.all(forged.map((one) => open(one, "guesser")));
    const refused = { type: "start", lost: "refused" };
    expect(answers.filter((answer) => answer?.lost === "refused").length).toBeGreaterThanOrEqual(
      10,
    );
    expect(await open(code, "guesser")).toEqual(refused);
    expect(await open("ZZ99", "guesser")).toEqual(refused);
    expect(await open(poster.code, "guesser")).toMatchObject({ point: "kp-3" });
    expect(await open(code, "owner")).toMatchObject({ dossier });
  });

  test("counts wrong codes of one address, whoever it says to be", async () => {
    const { code } = await create({ dossier }, later);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        open(`ZZ${(n % 8) + 2}${(n % 7) + 2}9`, `new ${n}`, "10.0.0.1"),
      ),
    );
    expect(answers.filter((answer) => answer === null)).toHaveLength(60);
    expect(await open(code, "one more", "10.0.0.1")).toMatchObject({ lost: "refused" });
    expect(await open(code, "one more", "10.0.0.2")).toMatchObject({ dossier });
  });

  test("strangers who use up everybody's attempts keep no owner of a link out, and get few more", async () => {
    const { code } = await create({ dossier }, later);
    expect(await open("ZZ98", "stranger", "10.9.0.1")).toBeNull();
    // As if thousands of others had guessed.
    await database.db
      .updateTable("attempt_count")
      .set({ count: 5_000 })
      .where("kind", "=", "chat link")
      .execute();
    expect(await open("ZZ97", "stranger", "10.9.0.2")).toBeNull();
    expect(await open(code, "owner on zalo")).toMatchObject({ dossier });
    const web = await create({ dossier }, later);
    expect(await open(web.code, "owner on the web", "10.9.0.3")).toMatchObject({ dossier });
    const guesses = await Promise.all(
      Array.from({ length: 20 }, (_, n) => open(`ZZ${(n % 8) + 2}7`, `new ${n}`, "2001:db8::1")),
    );
    expect(guesses.filter((answer) => answer === null)).toHaveLength(5);
    const guesser = await Promise.all(
      Array.from({ length: 20 }, () => open("ZZ96", "one guesser")),
    );
    expect(guesser.filter((answer) => answer === null)).toHaveLength(3);
    await database.db.deleteFrom("attempt_count").execute();
  });

  test("erasing a resident removes who used a link, and the link stays used", async () => {
    const { code } = await create({ dossier }, later);
    await open(code, "hash of sáu");
    const resident = { channel: "zalo", account: "oa", user: "sáu" } as const;
    await database.transaction((tx) =>
      eraseResident(tx, resident, { residentHash: "hash of sáu", now }),
    );
    const rows = await database.db.selectFrom("chat_link").select("used_by").execute();
    expect(rows.map((row) => row.used_by)).not.toContain("hash of sáu");
    expect(await open(code, "hash of sáu")).toEqual({
      type: "start",
      lost: "used",
    });
  });

  test("lists the links of the given points, the latest first", async () => {
    const first = await create({ point: "kp-8" });
    const second = await create({ point: "kp-8" });
    const found = await listLinks(database.db, { points: ["kp-8"], madeBy: null, limit: 10 }, key);
    expect(found.map(({ code }) => code)).toEqual([second.code, first.code]);
    expect(await listLinks(database.db, { points: [], madeBy: null, limit: 10 }, key)).toEqual([]);
    expect(
      (await listLinks(database.db, { points: null, madeBy: null, limit: 3 }, key)).length,
    ).toBe(3);
  });

  test("counts opened pages, chats and outcomes by point and week, which begins on Monday in Viet Nam", async () => {
    const link = await create({ point: "kp-9" });
    const other = await create({ point: "kp-9" });
    // Sunday night in Viet Nam, and half an hour into Monday: both are Sunday in UTC.
    const sunday = new Date("2026-11-22T16:30:00Z");
    const monday = new Date("2026-11-22T17:30:00Z");
    for (const at of [sunday, monday, monday]) await recordLinkOpened(database.db, link.id, at);
    await recordLinkOpened(database.db, other.id, monday);
    const fact = (id: string, hash: string, at: Date, outcome = "asked", point = "kp-9") => ({
      id,
      at,
      channel: "web" as const,
      residentHash: hash,
      flow: "menu",
      step: "topic",
      outcome,
      point,
      missedWords: [],
    });
    await recordFacts(database.db, [
      fact("c1", "an", sunday),
      fact("c2", "an", monday, "checklist"),
      fact("c3", "ba", monday),
      fact("c4", "ba", monday, "dossier-followed"),
      fact("c5", "ba", monday, "checklist", "kp-10"),
    ]);
    expect(await countByPointAndWeek(database.db, { points: ["kp-9"], now, count: 2 })).toEqual([
      { point: "kp-9", week: "2026-11-23", opened: 3, begun: 1, checklists: 1, followed: 1 },
      { point: "kp-9", week: "2026-11-16", opened: 1, begun: 1, checklists: 0, followed: 0 },
    ]);
    const thisWeek = await countByPointAndWeek(database.db, { points: null, now, count: 1 });
    expect(thisWeek.map(({ point }) => point)).toEqual(["kp-10", "kp-9"]);
    expect(await countByPointAndWeek(database.db, { points: [], now, count: 1 })).toEqual([]);
  });

  test("sets, changes and removes the weekly target of a point", async () => {
    const set = (count: number | null) =>
      database.transaction((tx) =>
        setPointTarget(
          tx,
          "kp-9",
          count === null ? null : { chats_per_week: count, set_by: "lan", set_at: now },
        ),
      );
    await set(20);
    await set(25);
    expect((await selectPointTargets(database.db)).get("kp-9")).toBe(25);
    await set(null);
    expect((await selectPointTargets(database.db)).has("kp-9")).toBe(false);
  });
});

function never(): never {
  throw new Error("the link is not there");
}
