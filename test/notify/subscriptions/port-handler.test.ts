import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { type Database, openDatabase } from "../../../src/db/open.ts";
import { selectConsents } from "../../../src/db/queries/consents.ts";
import { recordMissedQuestions } from "../../../src/db/queries/missed-questions.ts";
import { deleteExpiredRecords } from "../../../src/notify/retention.ts";
import { freshDatabases } from "../../db/databases.ts";
import { recordFacts } from "../../db/record-facts.ts";
import { createSubscriptionFixture } from "./subscription-fixture.ts";

const databases = await freshDatabases();
const start = new Date("2026-11-25T03:00:00Z");
const follow = { language: "vi" } as const;

describe.each(databases)("the port handler, over $name", ({ settings, remove }) => {
  let database: Database;
  let fixture: ReturnType<typeof createSubscriptionFixture>;
  const clock = { now: start };
  const advance = (minutes: number) => {
    clock.now = new Date(clock.now.getTime() + minutes * 60_000);
  };

  beforeAll(async () => {
    database = await openDatabase(settings);
    fixture = createSubscriptionFixture(database, clock);
  }, 60_000);

  afterAll(async () => {
    await database.close();
    await remove();
  }, 60_000);

  const count = async (
    table: "follower" | "consent" | "dossier_try" | "desk_task" | "turn_fact" | "missed_question",
  ) => {
    const { rows } = await sql<{
      count: number;
    }>`select count(*) as count from ${sql.table(table)}`.execute(database.db);
    return Number(rows[0]?.count);
  };

  test("compares five pairing codes of one chat, of 40 sent at once, and then waits", async () => {
    const guesser = fixture.resident("guesser of codes");
    const wrong = await Promise.all(
      Array.from({ length: 40 }, () => guesser.ask("desk.pair", { code: "00000000" })),
    );
    expect(new Set(wrong)).toEqual(new Set([false]));
    expect(await guesser.ask("desk.pair", { code: "12345678" })).toBe(false);
    const official = fixture.resident("official");
    for (let again = 0; again < 10; again += 1) {
      expect(await official.ask("desk.pair", { code: "12345678" })).toBe(true);
    }
    advance(15);
    expect(await guesser.ask("desk.pair", { code: "12345678" })).toBe(true);
  });

  test("strangers who use up everybody's attempts keep no official from pairing", async () => {
    await fixture.resident("stranger").ask("desk.pair", { code: "00000000" });
    // As if hundreds of others had guessed.
    await database.db
      .updateTable("attempt_count")
      .set({ count: 500 })
      .where("kind", "=", "pairing code")
      .execute();
    expect(await fixture.resident("other").ask("desk.pair", { code: "12345678" })).toBe(true);
    const late = fixture.resident("late guesser");
    for (let times = 0; times < 3; times += 1) await late.ask("desk.pair", { code: "00000000" });
    expect(await late.ask("desk.pair", { code: "12345678" })).toBe(false);
    await database.db.deleteFrom("attempt_count").execute();
  });

  test("shows a dossier only after a successful verification, and for one day", async () => {
    const { id } = await fixture.addDossier();
    const bac = fixture.resident("prover");
    expect(await bac.ask("dossier.view", { dossier: id })).toBeNull();
    expect(await bac.ask("dossier.way", { dossier: id })).toBeNull();
    expect(await bac.ask("dossier.follow", { dossier: id, ...follow })).toBe(false);
    expect(
      await bac.ask("dossier.verify", { target: { dossier: id }, digits: "5678" }),
    ).toMatchObject({
      result: "right",
    });
    expect(await bac.ask("dossier.view", { dossier: id })).toMatchObject({
      status: 4,
      agency: "UBND phường Một",
    });
    expect(await fixture.resident("other").ask("dossier.view", { dossier: id })).toBeNull();
    advance(24 * 60);
    expect(await bac.ask("dossier.view", { dossier: id })).toBeNull();
  });

  test("counts the same event as one attempt, and stores no digits", async () => {
    const { id } = await fixture.addDossier();
    const bac = fixture.resident("repeater");
    const wrong = { target: { dossier: id }, digits: "8765" };
    const first = await bac.ask("dossier.verify", wrong, "same");
    expect(await bac.ask("dossier.verify", wrong, "same")).toEqual(first);
    expect(await bac.ask("dossier.verify", wrong)).toEqual({ result: "wrong", left: 3 });
    const { rows } = await sql`select * from dossier_try where user_id = 'repeater'`.execute(
      database.db,
    );
    expect(JSON.stringify(rows)).not.toContain("8765");
  });

  test("follows, lists and stops following, each event once", async () => {
    const [one, two] = [await fixture.addDossier(), await fixture.addDossier()];
    const bac = fixture.resident("follower");
    for (const { id } of [one, two]) {
      await bac.ask("dossier.verify", { target: { dossier: id }, digits: "5678" });
      for (let times = 0; times < 2; times += 1) {
        const asks = { dossier: id, language: "en" } as const;
        expect(await bac.ask("dossier.follow", asks, `follow ${id}`)).toBe(true);
        const phone = { ...asks, purposes: ["phone"], isGiven: true } as const;
        expect(await bac.ask("dossier.consent", phone, `consent ${id}`)).toBe(true);
      }
    }
    await fixture.addStep(two.code, 5, "2026-11-21T02:00:00Z", "Thiếu ảnh");
    const listed = await bac.ask("dossier.list", {});
    expect(listed.map(({ code, status, note }) => [code, status, note])).toEqual([
      [two.code, 5, "Thiếu ảnh"],
      [one.code, 4, ""],
    ]);
    advance(48 * 60);
    expect(await bac.ask("dossier.find", { code: one.code, isWhole: true })).toMatchObject({
      isFollowed: true,
    });
    expect(await bac.ask("dossier.way", { dossier: two.id })).toMatchObject([
      { status: 4 },
      { status: 5 },
    ]);

    const ledger = () =>
      database.db
        .selectFrom("consent")
        .select(["purpose", "is_given", "kept_days"])
        .where("user_id", "=", "follower")
        .orderBy("id")
        .execute();
    expect(await ledger()).toHaveLength(4);
    expect(await bac.ask("dossier.stop", { dossier: one.id })).toBe(1);
    expect(await ledger()).toHaveLength(4);
    expect(await bac.ask("dossier.stop", { dossier: null })).toBe(1);
    expect((await ledger()).slice(4)).toEqual([
      { purpose: "chat", is_given: false, kept_days: 0 },
      { purpose: "phone", is_given: false, kept_days: 0 },
    ]);
    expect(await bac.ask("dossier.stop", { dossier: null })).toBe(0);
    expect(await ledger()).toHaveLength(6);
    expect(await bac.ask("dossier.list", {})).toEqual([]);
    expect(await bac.ask("dossier.view", { dossier: one.id })).toBeNull();
  });

  test("gives and withdraws further consents one by one, and none without a followed dossier", async () => {
    const { id } = await fixture.addDossier();
    const bac = fixture.resident("consenting");
    const answer = (purpose: "phone" | "news", isGiven: boolean, event?: string) =>
      bac.ask("dossier.consent", { dossier: id, purposes: [purpose], isGiven, ...follow }, event);
    const held = async () =>
      [
        ...(await selectConsents(database.db, {
          channel: "zalo",
          account: "oa",
          user: "consenting",
        })),
      ].toSorted();
    await bac.ask("dossier.verify", { target: { dossier: id }, digits: "5678" });
    expect(await answer("phone", true)).toBe(false);
    expect(await held()).toEqual([]);
    await bac.ask("dossier.follow", { dossier: id, ...follow });
    expect(await held()).toEqual(["chat"]);
    expect(await answer("phone", true)).toBe(true);
    expect(await answer("news", true)).toBe(true);
    expect(await held()).toEqual(["chat", "news", "phone"]);
    for (let times = 0; times < 2; times += 1) {
      expect(await answer("news", false, "no news")).toBe(true);
    }
    expect(await held()).toEqual(["chat", "phone"]);
    const refusals = await database.db
      .selectFrom("consent")
      .select("purpose")
      .where("user_id", "=", "consenting")
      .where("is_given", "=", false)
      .execute();
    expect(refusals).toEqual([{ purpose: "news" }]);
    await bac.ask("dossier.stop", { dossier: id });
    expect(await answer("phone", true)).toBe(false);
    expect(await held()).toEqual([]);
  });

  test("keeps one rating of a finished dossier, and only its score after the resident is erased", async () => {
    const { id, code } = await fixture.addDossier();
    const bac = fixture.resident("rater");
    await bac.ask("dossier.verify", { target: { dossier: id }, digits: "5678" });
    await bac.ask("dossier.follow", { dossier: id, ...follow });
    expect(await bac.ask("dossier.rate", { dossier: null, score: 5, why: null })).toBe(false);
    await fixture.addStep(code, 10, clock.now.toISOString());
    expect(await bac.ask("dossier.rate", { dossier: null, score: 5, why: null })).toBe(true);
    expect(
      await bac.ask("dossier.rate", { dossier: null, score: 2, why: "Phải đi lại nhiều" }),
    ).toBe(true);
    const ratings = () =>
      database.db
        .selectFrom("rating")
        .select(["score", "why", "user_id", "procedure_code"])
        .execute();
    expect(await ratings()).toMatchObject([
      { score: 2, why: "Phải đi lại nhiều", user_id: "rater", procedure_code: "1.001193" },
    ]);
    await bac.ask("erase", {});
    expect(await ratings()).toMatchObject([
      { score: 2, why: "", user_id: expect.stringMatching(/^erased/) },
    ]);
    await database.db.deleteFrom("erasure").execute();
  });

  test("opens one task of a kind, which keeps its due date if asked for again", async () => {
    const bac = fixture.resident("asker");
    const kept = () =>
      database.db.selectFrom("desk_task").selectAll().where("user_id", "=", "asker").execute();
    const due = "2026-11-26T10:00:00.000Z";
    for (let times = 0; times < 2; times += 1) {
      const first = await bac.ask("task.open", { kind: "data-copy", dueAt: due }, "first");
      expect(first).toEqual(new Date(due));
    }
    const later = { kind: "data-copy", dueAt: "2026-11-30T10:00:00.000Z" } as const;
    expect(await bac.ask("task.open", later)).toEqual(new Date(due));
    expect(await kept()).toMatchObject([{ kind: "data-copy", due_at: new Date(due) }]);
    const closed = { closed_at: clock.now };
    await database.db.updateTable("desk_task").set(closed).where("user_id", "=", "asker").execute();
    expect(await bac.ask("task.open", later)).toEqual(new Date(later.dueAt));
    expect(await kept()).toHaveLength(2);
  });

  test("opens no task on a channel where nobody can answer", async () => {
    const visitor = fixture.resident("asking visitor", "web");
    const demand = { kind: "data-copy", dueAt: "2026-11-26T10:00:00.000Z" } as const;
    expect(await visitor.ask("task.open", demand)).toBeNull();
    const rows = await database.db
      .selectFrom("desk_task")
      .select("id")
      .where("channel", "=", "web")
      .execute();
    expect(rows).toEqual([]);
  });

  test("offers no notifications on a channel that cannot send them", async () => {
    const { code } = await fixture.addDossier();
    const visitor = fixture.resident("visitor", "web");
    const target = { code, isWhole: true };
    const proved = await visitor.ask("dossier.verify", { target, digits: "5678" });
    expect(proved).toMatchObject({ result: "right", offer: { purposes: [] } });
  });

  test("erases everything of a resident, nothing of others, and counts the erasure once", async () => {
    const { id } = await fixture.addDossier();
    const [bac, other] = [fixture.resident("erased"), fixture.resident("kept")];
    for (const one of [bac, other]) {
      await one.ask("dossier.verify", { target: { dossier: id }, digits: "5678" });
      await one.ask("dossier.follow", { dossier: id, ...follow });
      await one.ask(
        "task.open",
        { kind: "data-copy", dueAt: "2026-11-27T10:00:00Z" },
        `task ${one.user}`,
      );
      await one.ask(
        "task.open",
        { kind: "data-copy", dueAt: "2026-11-27T10:00:00Z" },
        `task ${one.user}`,
      );
      const fact = {
        flow: "dossier",
        step: "",
        outcome: "",
        point: null,
        at: clock.now,
        missedWords: ["khai"],
      };
      const told = {
        ...fact,
        id: one.user,
        channel: "zalo",
        residentHash: `hash of ${one.user}`,
      } as const;
      await recordFacts(database.db, [told]);
      await recordMissedQuestions(database.db, [told]);
    }
    const tables = [
      "follower",
      "consent",
      "dossier_try",
      "desk_task",
      "turn_fact",
      "missed_question",
    ] as const;
    const before = await Promise.all(tables.map(count));
    await bac.ask("erase", {});
    await bac.ask("erase", {});
    const after = await Promise.all(tables.map(count));
    expect(after).toEqual(before.map((rows) => rows - 1));
    for (const table of ["follower", "consent", "dossier_try", "desk_task"] as const) {
      const { rows } = await sql`select * from ${sql.table(table)}`.execute(database.db);
      expect(JSON.stringify(rows)).not.toContain("erased");
    }
    expect(await database.db.selectFrom("erasure").select(["channel", "count"]).execute()).toEqual([
      { channel: "zalo", count: 1 },
    ]);
  });

  test("loses a dossier and everything that depends on it after the retention time without a change", async () => {
    const { id, code } = await fixture.addDossier();
    const bac = fixture.resident("long ago");
    await bac.ask("dossier.verify", { target: { dossier: id }, digits: "5678" });
    await bac.ask("dossier.follow", { dossier: id, ...follow });
    const later = new Date(clock.now.getTime() + 364 * 24 * 3_600_000);
    await deleteExpiredRecords(database.db, later, 365);
    expect(await bac.ask("dossier.find", { code, isWhole: true })).toMatchObject({
      result: "open",
    });
    await deleteExpiredRecords(database.db, new Date(later.getTime() + 2 * 24 * 3_600_000), 365);
    expect(await bac.ask("dossier.find", { code, isWhole: true })).toMatchObject({
      result: "prove",
    });
    expect(await count("follower")).toBe(0);
    const steps = await database.db.selectFrom("dossier_step").selectAll().execute();
    expect(steps).toEqual([]);
  });
});
