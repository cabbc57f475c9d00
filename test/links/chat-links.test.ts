import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Database, openDatabase } from "../../src/db/open.ts";
import {
  findLink,
  type LinkPlace,
  listLinks,
  makeLink,
  revokeLink,
  stateOf,
} from "../../src/links/chat-links.ts";
import {
  countByPointAndWeek,
  readWeeklyTargets,
  recordLinkOpened,
  setWeeklyTarget,
} from "../../src/links/link-counts.ts";
import { openLink } from "../../src/links/open-link.ts";
import { eraseResident } from "../../src/notify/subscriptions/erase-resident.ts";
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
  const opening = () => ({ db: database.db, key, now: () => clock.now });

  beforeAll(async () => {
    database = await openDatabase(settings);
    dossier = (await createSubscriptionFixture(database, clock).addDossier()).id;
  }, 120_000);
  afterAll(async () => {
    await database.close();
    await remove();
  }, 120_000);

  const make = (place: Partial<LinkPlace> = {}, expiresAt: Date | null = null) =>
    database.transaction((tx) =>
      makeLink(
        tx,
        { point: "kp-3", procedure: null, dossier: null, ...place, by: "lan", now, expiresAt },
        key,
      ),
    );

  test("a link leads to its point and procedure, for anybody and as often as they like", async () => {
    const { code } = await make({ procedure: "dang-ky-khai-sinh" });
    for (const who of ["a", "b", "a"]) {
      expect(await openLink(opening(), code.toLowerCase(), who)).toEqual({
        type: "start",
        point: "kp-3",
        procedure: "dang-ky-khai-sinh",
      });
    }
    expect(stateOf((await findLink(database.db, code, key)) ?? never(), now)).toBe("open");
  });

  test("one that is revoked or out of date leads nowhere; an unknown one is none", async () => {
    const revoked = await make();
    expect(await database.transaction((tx) => revokeLink(tx, revoked.id, now))).toBe(true);
    expect(await database.transaction((tx) => revokeLink(tx, revoked.id, now))).toBe(false);
    expect(await openLink(opening(), revoked.code, "a")).toEqual({ type: "start", lost: true });
    const old = await make({}, now);
    expect(await openLink(opening(), old.code, "a")).toEqual({ type: "start", lost: true });
    expect(await openLink(opening(), "ZZ99", "a")).toBeNull();
    expect(await openLink(opening(), "' or 1=1", "a")).toBeNull();
  });

  test("one bound to a dossier works for the first resident alone, and for them again", async () => {
    const { code } = await make({ dossier }, later);
    expect(code.length).toBeGreaterThan(10);
    const there = { type: "start", point: "kp-3", dossier };
    expect(await openLink(opening(), code, "first")).toEqual(there);
    expect(await openLink(opening(), code, "first")).toEqual(there);
    expect(await openLink(opening(), code, "second")).toEqual({ type: "start", lost: "used" });
    expect(stateOf((await findLink(database.db, code, key)) ?? never(), now)).toBe("used");
  });

  test("of two who come at once one gets in", async () => {
    const { code } = await make({ dossier }, later);
    const came = await Promise.all(["x", "y", "z"].map((who) => openLink(opening(), code, who)));
    expect(came.filter((arrival) => arrival?.dossier === dossier)).toHaveLength(1);
  });

  test("what opens a dossier must be signed: its code alone, or another signature, is none", async () => {
    const { code } = await make({ dossier }, later);
    const short = code.slice(0, -7);
    const forged = `${short}${code.endsWith("2") ? "C222223" : "C222222"}`;
    expect(await openLink(opening(), short, "a")).toBeNull();
    expect(await openLink(opening(), forged, "a")).toBeNull();
    const plain = await make();
    expect(await openLink(opening(), plain.code + code.slice(-7), "a")).toBeNull();
    const row = await database.db
      .selectFrom("chat_link")
      .select("code")
      .where("code", "=", short)
      .executeTakeFirst();
    expect(row).toEqual({ code: short });
    expect(await findLink(database.db, code, "another key")).toBeNull();
  });

  test("who used it is forgotten with the rest of a resident, and it stays used", async () => {
    const { code } = await make({ dossier }, later);
    await openLink(opening(), code, "hash of sáu");
    const resident = { channel: "zalo", account: "oa", user: "sáu" } as const;
    await database.transaction((tx) =>
      eraseResident(tx, resident, { residentHash: "hash of sáu", now }),
    );
    const { rows } = {
      rows: await database.db.selectFrom("chat_link").select("used_by").execute(),
    };
    expect(rows.map((row) => row.used_by)).not.toContain("hash of sáu");
    expect(await openLink(opening(), code, "hash of sáu")).toEqual({ type: "start", lost: "used" });
  });

  test("a team sees the links of its own points, the latest first", async () => {
    const first = await make({ point: "kp-8" });
    const second = await make({ point: "kp-8" });
    const found = await listLinks(database.db, { points: ["kp-8"], limit: 10 }, key);
    expect(found.map(({ code }) => code)).toEqual([second.code, first.code]);
    expect(await listLinks(database.db, { points: [], limit: 10 }, key)).toEqual([]);
    expect((await listLinks(database.db, { points: null, limit: 3 }, key)).length).toBe(3);
  });

  test("what came of them is counted by point and week, from Monday in Vietnam", async () => {
    const link = await make({ point: "kp-9" });
    const other = await make({ point: "kp-9" });
    // Sunday night in Vietnam, and half an hour into Monday: UTC's Sunday both.
    const sunday = new Date("2026-11-22T16:30:00Z");
    const monday = new Date("2026-11-22T17:30:00Z");
    for (const at of [sunday, monday, monday]) await recordLinkOpened(database.db, link.id, at);
    await recordLinkOpened(database.db, other.id, monday);
    const fact = (id: string, hash: string, at: Date, outcome = "asked", point = "kp-9") => ({
      ...{ id, at, channel: "web" as const, residentHash: hash },
      ...{ flow: "menu", step: "topic", outcome, point, missedWords: [] },
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

  test("a team's target is set, changed and taken away", async () => {
    const set = (count: number | null) =>
      database.transaction((tx) => setWeeklyTarget(tx, "kp-9", count, { by: "lan", now }));
    await set(20);
    await set(25);
    expect((await readWeeklyTargets(database.db)).get("kp-9")).toBe(25);
    await set(null);
    expect((await readWeeklyTargets(database.db)).has("kp-9")).toBe(false);
  });
});

function never(): never {
  throw new Error("the link is not there");
}
