import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { SendResult } from "../../../src/channels/sender.ts";
import { type Database, openDatabase } from "../../../src/db/open.ts";
import { retryFailedRecipients } from "../../../src/db/queries/broadcast-recipients.ts";
import {
  createBroadcast,
  readBroadcast,
  updateBroadcast,
} from "../../../src/notify/broadcasts/broadcast-store.ts";
import { readLedgerPages } from "../../../src/notify/broadcasts/ledger.ts";
import {
  approveBroadcast,
  cancelBroadcast,
  pauseBroadcast,
  resumeBroadcast,
} from "../../../src/notify/broadcasts/state-transitions.ts";
import { deliverNotifications } from "../../../src/notify/delivery/enqueue-notifications.ts";
import { createReceiptWriter } from "../../../src/notify/delivery/receipts.ts";
import { deleteExpiredRecords } from "../../../src/notify/retention.ts";
import { eraseResident } from "../../../src/notify/subscriptions/erase-resident.ts";
import { stopFollowing } from "../../../src/notify/subscriptions/followers.ts";
import { freshDatabases } from "../../db/databases.ts";
import { createBroadcastFixture } from "./broadcast-fixture.ts";
import { draft } from "./sample-draft.ts";

const databases = await freshDatabases();
const start = new Date("2026-11-25T03:00:00Z");
const news = ["chat", "news"];

describe.each(databases)("a broadcast, over $name", ({ settings, remove }) => {
  let database: Database;
  let fixture: ReturnType<typeof createBroadcastFixture>;
  const clock = { now: start };
  const advance = (ms: number) => {
    clock.now = new Date(clock.now.getTime() + ms);
  };

  const residentOf = (code: string, n: number) =>
    ({ channel: "zalo", account: "oa", user: `${code} ${n}` }) as const;

  beforeAll(async () => {
    database = await openDatabase(settings);
    await database.jobs.declare(deliverNotifications);
    fixture = createBroadcastFixture(database, clock);
  }, 60_000);
  beforeEach(() => {
    advance(60_000);
    fixture.sent.splice(0);
  });
  afterEach(() => {
    expect(fixture.errors).toEqual([]);
  });

  afterAll(async () => {
    await fixture.broadcasts.close();
    await database.close();
    await remove();
  }, 60_000);

  test("reaches each follower who consented to news once, and nobody else", async () => {
    const { code, agency, author, sender } = await fixture.addAgency(3);
    await fixture.dossiers.addFollowed(2, { purposes: ["chat"], sender });
    await fixture.dossiers.addFollowed(2, { purposes: news, sender: "H99.other" });
    const id = await fixture.addDraft(agency, author);
    expect(await fixture.submit(id, author)).toEqual({ result: "sending", recipients: 3 });
    const replicas = [1, 2].map(() => fixture.deliverer({ "zalo-chat": fixture.ok }));
    await Promise.all(replicas.map((replica) => replica.drain()));
    expect(fixture.sent.map(({ to }) => to).sort()).toEqual([0, 1, 2].map((n) => `${code} ${n}`));
    expect(fixture.sent[0]?.message.text).toContain("thông báo: Nghỉ sáng thứ Bảy");
    expect(fixture.sent[0]?.message.text).toContain("ngừng tin chung");
    expect(await fixture.progress(id)).toMatchObject({
      state: "done",
      recipients: 3,
      sent: 3,
      waiting: 0,
      byRoute: { "zalo-chat": 3 },
    });
  });

  test("is created once by the same form, and submitted once by concurrent clicks", async () => {
    const { agency, author } = await fixture.addAgency(3);
    const made = { agencyId: agency, key: "the form", draft, by: author, now: clock.now };
    const [first, second] = [
      await createBroadcast(database.db, made),
      await createBroadcast(database.db, made),
    ];
    expect(second).toEqual({ id: first.id, isNew: false });
    const pressed = await Promise.all([1, 2, 3].map(() => fixture.submit(first.id, author)));
    expect(pressed.filter(({ result }) => result === "sending")).toHaveLength(1);
    await fixture.deliverer({ "zalo-chat": fixture.ok }).drain();
    expect(fixture.sent).toHaveLength(3);
    expect(await fixture.lines(first.id)).toHaveLength(3);
  });

  test("to many recipients is released by a second official, and only exactly as they saw it", async () => {
    const { agency, author, second } = await fixture.addAgency(6);
    const id = await fixture.addDraft(agency, author);
    expect(await fixture.submit(id, author)).toMatchObject({ result: "pending" });
    const seen = await readBroadcast(database.db, id);
    const as = (by: number, fingerprint = seen?.fingerprint ?? "") =>
      approveBroadcast(database.db, id, { fingerprint, by, now: clock.now });
    expect(await as(author)).toEqual({ result: "own" });
    expect(await as(second, "something else")).toEqual({ result: "changed" });

    const revision = seen?.revision ?? 0;
    const other = { ...draft, text: "Nghỉ cả ngày." };
    expect(await updateBroadcast(database.db, id, { revision, draft: other, now: clock.now })).toBe(
      true,
    );
    expect(await updateBroadcast(database.db, id, { revision, draft, now: clock.now })).toBe(false);
    expect(await as(second)).toEqual({ result: "changed" });
    await fixture.deliverer({ "zalo-chat": fixture.ok }).drain();
    expect(fixture.sent).toEqual([]);

    await fixture.submit(id, author);
    const again = await readBroadcast(database.db, id);
    expect(again?.fingerprint).not.toBe(seen?.fingerprint);
    expect(await as(second)).toEqual({ result: "changed" });
    expect(await as(second, again?.fingerprint ?? "")).toEqual({ result: "approved" });
    await fixture.deliverer({ "zalo-chat": fixture.ok }).drain();
    expect(fixture.sent).toHaveLength(6);
    expect(fixture.sent[0]?.message.text).toContain("Nghỉ cả ngày.");
  });

  test("does not reach residents who follow later, or who stopped or withdrew the consent meanwhile", async () => {
    const { code, id: dossier, agency, author, sender } = await fixture.addAgency(4);
    const id = await fixture.addDraft(agency, author, {
      startsAt: new Date(clock.now.getTime() + 1e6),
    });
    await fixture.submit(id, author);
    await fixture.dossiers.addFollowed(2, { purposes: news, sender });
    await database.transaction(async (tx) => {
      const event = { eventId: `stop ${code}`, now: clock.now };
      await stopFollowing(tx, { ...event, dossier, resident: residentOf(code, 0) });
    });
    const line = { channel: "zalo", account: "oa", user_id: `${code} 1`, purpose: "news" };
    const back = { is_given: false, kept_days: 0, language: "", at: clock.now };
    await database.db
      .insertInto("consent")
      .values({ ...line, ...back, event_id: `back ${code}` })
      .execute();
    await fixture.deliverer({ "zalo-chat": fixture.ok }).drain();
    expect(fixture.sent).toEqual([]);
    advance(1e6);
    await fixture.deliverer({ "zalo-chat": fixture.ok }).drain();
    expect(fixture.sent.map(({ to }) => to).sort()).toEqual([`${code} 2`, `${code} 3`]);
    expect(await fixture.progress(id)).toMatchObject({ sent: 2, skippedBy: { stopped: 2 } });
  });

  test("sends nothing beyond the messages in flight while paused, continues when resumed, and ends when cancelled", async () => {
    const { agency, author, second } = await fixture.addAgency(60);
    const id = await fixture.addDraft(agency, author);
    await fixture.submit(id, author);
    const { fingerprint } = (await readBroadcast(database.db, id)) ?? {};
    const approval = { fingerprint: fingerprint ?? "", by: second, now: clock.now };
    await approveBroadcast(database.db, id, approval);
    let isPaused = false;
    const afterPause: unknown[] = [];
    const pausing = fixture.deliverer({
      "zalo-chat": async (sent) => {
        if (isPaused) afterPause.push(sent);
        if (fixture.sent.length === 20) {
          await pauseBroadcast(database.db, id);
          isPaused = true;
        }
        return fixture.ok();
      },
    });
    await pausing.drain();
    expect(afterPause.length).toBeLessThan(16);
    const paused = await fixture.progress(id);
    expect(paused).toMatchObject({ state: "paused", sent: fixture.sent.length });
    await fixture.deliverer({ "zalo-chat": fixture.ok }).drain();
    expect(await fixture.progress(id)).toEqual(paused);

    expect(await resumeBroadcast(database.db, id)).toBe(true);
    const before = fixture.sent.length;
    const cancelling = fixture.deliverer({
      "zalo-chat": async () => {
        if (fixture.sent.length === before + 3) await cancelBroadcast(database.db, id);
        return fixture.ok();
      },
    });
    await cancelling.drain();
    const cancelled = await fixture.progress(id);
    expect(cancelled).toMatchObject({ state: "cancelled", waiting: 0, sent: fixture.sent.length });
    expect(cancelled?.skippedBy).toEqual({ cancelled: 60 - fixture.sent.length });
    expect(new Set(fixture.sent.map(({ to }) => to)).size).toBe(fixture.sent.length);
    expect((await readBroadcast(database.db, id))?.finishedAt).not.toBeNull();
    expect(await resumeBroadcast(database.db, id)).toBe(false);
  });

  test("counts refused recipients as failed and unreachable ones as skipped, and retries the failed ones", async () => {
    const { code, agency, author } = await fixture.addAgency(3);
    await database.db
      .updateTable("follower")
      .set({ since: new Date("2026-01-01T00:00:00Z") })
      .where("user_id", "=", `${code} 0`)
      .execute();
    const refuse: SendResult = { outcome: "rejected", reason: "blocked" };
    const id = await fixture.addDraft(agency, author);
    await fixture.submit(id, author);
    const answer = ({ to }: { to: string }) => (to === `${code} 1` ? refuse : fixture.ok());
    await fixture.deliverer({ "zalo-chat": answer }).drain();
    expect(await fixture.progress(id)).toMatchObject({
      state: "done",
      sent: 1,
      failedBy: { refused: 1 },
      skippedBy: { "window closed": 1 },
    });
    expect(await retryFailedRecipients(database.db, id, clock.now)).toBe(1);
    expect(await fixture.progress(id)).toMatchObject({ state: "sending", waiting: 1, failed: 0 });
    await fixture.deliverer({ "zalo-chat": fixture.ok }).drain();
    expect(await fixture.progress(id)).toMatchObject({ state: "done", sent: 2, failed: 0 });
    expect(await retryFailedRecipients(database.db, id, clock.now)).toBe(0);
    expect(fixture.sent).toHaveLength(3);
    const pages = await Array.fromAsync(readLedgerPages(database.db, id));
    expect(pages.flat().map(({ state, dossierCodes }) => [state, dossierCodes])).toEqual([
      ["skipped", code],
      ["sent", code],
      ["sent", code],
    ]);
  });

  test("counts each receipt once, and keeps an anonymous ledger line of an erased resident", async () => {
    const { code, agency, author } = await fixture.addAgency(2);
    const id = await fixture.addDraft(agency, author);
    await fixture.submit(id, author);
    const named = ({ to }: { to: string }): SendResult => ({ outcome: "sent", platformId: to });
    await fixture.deliverer({ "zalo-chat": named }).drain();
    const receipts = createReceiptWriter(database.db, (error) => fixture.errors.push(error));
    const receipt = { ...residentOf(code, 0), messages: [`${code} 0`], at: clock.now };
    receipts.record({ ...receipt, kind: "seen" });
    receipts.record({ ...receipt, kind: "delivered" });
    const until = new Date(clock.now.getTime() + 1);
    receipts.record({ ...receipt, ...residentOf(code, 1), messages: [], kind: "delivered", until });
    await receipts.flush();
    await receipts.flush();
    expect(await fixture.progress(id)).toMatchObject({ sent: 2, delivered: 2, seen: 1 });

    const erased = { residentHash: "hash", now: clock.now };
    await database.transaction((tx) => eraseResident(tx, residentOf(code, 0), erased));
    expect(JSON.stringify(await fixture.lines(id))).not.toContain(`${code} 0`);
    expect(await fixture.progress(id)).toMatchObject({ sent: 2, skipped: 0 });
    await deleteExpiredRecords(
      database.db,
      new Date(clock.now.getTime() + 400 * 24 * 3_600_000),
      365,
    );
    expect(await fixture.lines(id)).toEqual([]);
    expect(await fixture.progress(id)).toMatchObject({ sent: 2 });
  });

  test("skips a resident who was erased while it waited", async () => {
    const { code, agency, author } = await fixture.addAgency(2);
    const id = await fixture.addDraft(agency, author, {
      startsAt: new Date(clock.now.getTime() + 1e6),
    });
    await fixture.submit(id, author);
    const erased = { residentHash: "hash", now: clock.now };
    await database.transaction((tx) => eraseResident(tx, residentOf(code, 0), erased));
    advance(1e6);
    await fixture.deliverer({ "zalo-chat": fixture.ok }).drain();
    expect(fixture.sent.map(({ to }) => to)).toEqual([`${code} 1`]);
    expect(await fixture.progress(id)).toMatchObject({
      state: "done",
      sent: 1,
      skippedBy: { gone: 1 },
      waiting: 0,
    });
  });

  test("does not wait for a larger one that began earlier", async () => {
    const large = await fixture.addAgency(250);
    const small = await fixture.addAgency(3);
    for (const { agency, author, second } of [large, small]) {
      const id = await fixture.addDraft(agency, author);
      await fixture.submit(id, author);
      const { fingerprint } = (await readBroadcast(database.db, id)) ?? {};
      if (fingerprint != null) {
        await approveBroadcast(database.db, id, { fingerprint, by: second, now: clock.now });
      }
    }
    await fixture.deliverer({ "zalo-chat": fixture.ok }).drain();
    expect(fixture.sent).toHaveLength(253);
    const last = fixture.sent.findLastIndex(({ to }) => to.startsWith(`${small.code} `));
    expect(last).toBeLessThan(110);
  });
});
