import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import type { SendResult } from "../../../src/channels/sender.ts";
import { type Database, openDatabase } from "../../../src/db/open.ts";
import { claimDueDeliveries } from "../../../src/db/queries/deliveries.ts";
import { deliverNotifications } from "../../../src/notify/delivery/enqueue-notifications.ts";
import { claimMs } from "../../../src/notify/delivery/outbound-message.ts";
import { createReceiptWriter } from "../../../src/notify/delivery/receipts.ts";
import { enqueueReminders } from "../../../src/notify/delivery/reminders.ts";
import { freshDatabases } from "../../db/databases.ts";
import { createDeliveryFixture } from "./delivery-fixture.ts";

const databases = await freshDatabases();
const start = new Date("2026-11-25T03:00:00Z");

describe.each(databases)("the deliverer of notifications, over $name", ({ settings, remove }) => {
  let database: Database;
  let fixture: ReturnType<typeof createDeliveryFixture>;
  const clock = { now: start };
  const advance = (ms: number) => {
    clock.now = new Date(clock.now.getTime() + ms);
  };

  beforeAll(async () => {
    database = await openDatabase(settings);
    await database.jobs.declare(deliverNotifications);
    fixture = createDeliveryFixture(database, clock);
  }, 60_000);

  beforeEach(() => {
    advance(60_000);
    fixture.sent.splice(0);
  });

  afterEach(() => {
    expect(fixture.errors).toEqual([]);
  });

  afterAll(async () => {
    await database.close();
    await remove();
  }, 60_000);

  test("stores an event, its deliveries and its job together, or none of them", async () => {
    const { code, id } = await fixture.addFollowed(3);
    const jobs = async () => {
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from pgboss.job where name = ${deliverNotifications.name}`.execute(
        database.db,
      );
      return Number(rows[0]?.count);
    };
    const before = await jobs();
    await fixture.step(code, 4);
    expect(await fixture.deliveries(id)).toHaveLength(3);
    expect(await jobs()).toBe(before + 1);
    await expect(
      database.transaction(async (tx) => {
        await tx.deleteFrom("status_event").where("dossier_id", "=", id).execute();
        throw new Error("at the last moment");
      }),
    ).rejects.toThrow("at the last moment");
    expect(await fixture.deliveries(id)).toHaveLength(3);
    await fixture.deliverer({ "zalo-chat": fixture.ok }).drain();
  });

  test("notifies each follower once in the order of events, even if reports and drains are repeated", async () => {
    const { code, id } = await fixture.addFollowed(2);
    await fixture.step(code, 4);
    advance(1_000);
    await fixture.step(code, 5, "Thiếu ảnh");
    await fixture.step(code, 5, "Thiếu ảnh", clock.now);
    const deliverer = fixture.deliverer({ "zalo-chat": fixture.ok });
    await deliverer.drain();
    await deliverer.drain();
    expect(fixture.sent).toHaveLength(4);
    for (const follower of [0, 1]) {
      const received = fixture.sent.filter(({ to }) => to === `${code} ${follower}`);
      expect(received.map(({ message }) => message.subject)).toEqual([
        `Hồ sơ ${code}: Đang xử lý`,
        `Hồ sơ ${code}: Yêu cầu bổ sung giấy tờ`,
      ]);
    }
    expect(new Set((await fixture.deliveries(id)).map(({ state }) => state))).toEqual(
      new Set(["sent"]),
    );
  });

  test("notifies nobody twice if two replicas send at the same time", async () => {
    const { code } = await fixture.addFollowed(300);
    await fixture.step(code, 4);
    const replicas = [1, 2].map(() => fixture.deliverer({ "zalo-chat": fixture.ok }));
    await Promise.all(replicas.map((replica) => replica.drain()));
    expect(fixture.sent).toHaveLength(300);
    expect(new Set(fixture.sent.map(({ to }) => to)).size).toBe(300);
  });

  test("does not let one slow send delay the others", async () => {
    const { code } = await fixture.addFollowed(300);
    await fixture.step(code, 4);
    const othersSent = Promise.withResolvers<SendResult>();
    const answer = (): SendResult | Promise<SendResult> => {
      if (fixture.sent.length === 300) othersSent.resolve(fixture.ok());
      return fixture.sent.length === 1 ? othersSent.promise : fixture.ok();
    };
    await fixture.deliverer({ "zalo-chat": answer }).drain();
    expect(new Set(fixture.sent.map(({ to }) => to)).size).toBe(300);
  });

  test("tries the next route after a refusal, and dead-letters with every reason what no route carries", async () => {
    const refuse = (): SendResult => ({ outcome: "rejected", reason: "not today" });
    const { code, id } = await fixture.addFollowed(1, { purposes: ["chat", "phone"] });
    await fixture.step(code, 4);
    await fixture.deliverer({ "zalo-chat": refuse, sms: fixture.ok, email: fixture.ok }).drain();
    expect(fixture.sent.map(({ route, to }) => [route, to])).toEqual([
      ["zalo-chat", `${code} 0`],
      ["sms", "0912345678"],
    ]);
    expect(await fixture.deliveries(id)).toMatchObject([{ state: "sent", route: "sms" }]);

    advance(1_000);
    await fixture.step(code, 5);
    await fixture.deliverer({ "zalo-chat": refuse, email: fixture.ok }).drain();
    const last = (await fixture.deliveries(id)).at(-1);
    expect(last).toMatchObject({
      state: "parked",
      reason:
        "zalo-chat: refused; zalo-template: off; zalo-template-phone: off; sms: off; email: no consent",
    });
  });

  test("retries with growing delays, and pauses a route that fails repeatedly", async () => {
    const down = (): SendResult => ({ outcome: "retry", reason: "down" });
    const { code, id } = await fixture.addFollowed(1);
    await fixture.step(code, 4);
    const deliverer = fixture.deliverer({ "zalo-chat": down });
    const delays: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      await deliverer.drain();
      const [one] = await fixture.deliveries(id);
      const delay = (one?.due_at.getTime() ?? 0) - clock.now.getTime();
      delays.push(delay);
      advance(delay);
    }
    expect(delays).toEqual([1_500, 3_000, 6_000, 12_000]);
    await deliverer.drain();
    expect(fixture.sent).toHaveLength(5);
    const { code: other } = await fixture.addFollowed(1);
    await fixture.step(other, 4);
    await deliverer.drain();
    expect(fixture.sent).toHaveLength(5);
    advance(60_000);
    const back = fixture.deliverer({ "zalo-chat": fixture.ok });
    await back.drain();
    expect(await fixture.deliveries(id)).toMatchObject([{ state: "sent" }]);
  });

  test("retries a send without an answer with growing delays, then tries the next route", async () => {
    const silent = (): SendResult => ({ outcome: "unknown", reason: "timed out" });
    const { code, id } = await fixture.addFollowed(1, { purposes: ["chat", "phone"] });
    await fixture.step(code, 4);
    const deliverer = fixture.deliverer({ "zalo-chat": silent, sms: fixture.ok });
    const delays: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      await deliverer.drain();
      const [one] = await fixture.deliveries(id);
      expect(one).toMatchObject({ state: "waiting", route: "zalo-chat" });
      const delay = (one?.due_at.getTime() ?? 0) - clock.now.getTime();
      delays.push(delay);
      advance(Math.max(delay, 60_000));
    }
    expect(delays).toEqual([15_000, 30_000, 60_000, 120_000]);
    await deliverer.drain();
    expect(fixture.sent.map(({ route }) => route)).toEqual([
      ...Array.from({ length: 5 }, () => "zalo-chat"),
      "sms",
    ]);
    expect(await fixture.deliveries(id)).toMatchObject([{ state: "sent", route: "sms" }]);
  });

  test("dead-letters a notification that got no answer if no route is left", async () => {
    const silent = (): SendResult => ({ outcome: "unknown", reason: "timed out" });
    const { code, id } = await fixture.addFollowed(1);
    await fixture.step(code, 4);
    const deliverer = fixture.deliverer({ "zalo-chat": silent });
    for (let n = 0; n < 5; n += 1) {
      await deliverer.drain();
      advance(120_000);
    }
    expect(fixture.sent).toHaveLength(5);
    expect(await fixture.deliveries(id)).toMatchObject([
      { state: "parked", reason: expect.stringContaining("zalo-chat: refused") },
    ]);
  });

  test("sends within 20 seconds what a killed replica had claimed, and loses nothing", async () => {
    const { code, id } = await fixture.addFollowed(40);
    await fixture.step(code, 4);
    const until = new Date(clock.now.getTime() + claimMs);
    const claim = { limit: 25, now: clock.now, until };
    expect(await claimDueDeliveries(database.db, claim)).toHaveLength(25);
    const deliverer = fixture.deliverer({ "zalo-chat": fixture.ok });
    await deliverer.drain();
    expect(fixture.sent).toHaveLength(15);
    expect(claimMs).toBeLessThan(19_000);
    advance(claimMs);
    await deliverer.drain();
    expect(fixture.sent).toHaveLength(40);
    expect((await fixture.deliveries(id)).filter(({ state }) => state === "sent")).toHaveLength(40);
  });

  test("waits until the quiet hours end, and drops the notifications of followers who stopped meanwhile", async () => {
    const quiet = { fromMinute: 21 * 60 + 30, toMinute: 6 * 60 + 30 };
    const { code, id } = await fixture.addFollowed(2);
    clock.now = new Date("2026-11-26T14:30:00Z");
    await fixture.step(code, 4);
    const deliverer = fixture.deliverer({ "zalo-chat": fixture.ok }, quiet);
    await deliverer.drain();
    expect(await fixture.deliveries(id)).toMatchObject([
      { state: "waiting", reason: "quiet hours", due_at: new Date("2026-11-26T23:30:00Z") },
      { state: "waiting" },
    ]);
    await database.db
      .updateTable("follower")
      .set({ stopped_at: clock.now })
      .where("user_id", "=", `${code} 1`)
      .execute();
    clock.now = new Date("2026-11-26T23:30:00Z");
    await deliverer.drain();
    expect(fixture.sent).toHaveLength(1);
    expect(await fixture.deliveries(id)).toMatchObject([{ state: "sent" }, { state: "dropped" }]);
  });

  test("notifies nobody of an old step or of a repetition", async () => {
    const { code, id } = await fixture.addFollowed(1);
    await fixture.step(code, 4, "", new Date(clock.now.getTime() - 8 * 24 * 3_600_000));
    await fixture.step(code, 4, "", clock.now);
    expect(await fixture.deliveries(id)).toEqual([]);
  });

  test("reminds once the day before the promised one, on it, and after it", async () => {
    const day = 24 * 3_600_000;
    const { id, code } = await fixture.addFollowed(1, {
      promisedAt: new Date(clock.now.getTime() + 2 * day),
    });
    const done = await fixture.addFollowed(1, {
      promisedAt: new Date(clock.now.getTime() + 2 * day),
    });
    await fixture.step(done.code, 9);
    const kinds: string[][] = [];
    for (let n = 0; n < 5; n += 1) {
      await enqueueReminders(database, clock.now);
      await enqueueReminders(database, clock.now);
      kinds.push((await fixture.deliveries(id)).map(({ kind }) => kind));
      advance(day);
    }
    const all = ["promise-tomorrow", "promise-today", "overdue"];
    expect(kinds).toEqual([[], all.slice(0, 1), all.slice(0, 2), all, all]);
    expect((await fixture.deliveries(done.id)).map(({ kind }) => kind)).toEqual(["status"]);
    await fixture.deliverer({ "zalo-chat": fixture.ok }).drain();
    const last = fixture.sent.filter(({ to }) => to === `${code} 0`).at(-1);
    expect(last?.message.text).toContain("xin lỗi");
    expect(last?.message.text).toMatch(
      /Số để bác gọi hỏi: đường dây của Thành phố Đà Nẵng, 0236 1022\.\n\nBác không muốn nhận tin/,
    );
  });

  test("stores the receipts of a delivery, even if they also name unknown messages", async () => {
    const { code, id } = await fixture.addFollowed(1);
    await fixture.step(code, 4);
    const answer = (): SendResult => ({ outcome: "sent", platformId: "m-1" });
    await fixture.deliverer({ "zalo-chat": answer }).drain();
    const receipts = createReceiptWriter(database.db, (error) => fixture.errors.push(error));
    const from = { channel: "zalo", account: "oa", user: "whoever" };
    receipts.record({ ...from, kind: "seen", messages: ["m-0", "m-1"], at: clock.now });
    receipts.record({
      ...from,
      kind: "delivered",
      messages: ["m-1"],
      at: new Date(clock.now.getTime() + 5_000),
    });
    await receipts.flush();
    expect(await fixture.deliveries(id)).toMatchObject([
      { seen_at: clock.now, delivered_at: new Date(clock.now.getTime() + 5_000) },
    ]);
  });

  test("applies a receipt without messages to everything sent to this person until then", async () => {
    const { code, id } = await fixture.addFollowed(2, { channel: "messenger" });
    await fixture.step(code, 4);
    await fixture.deliverer({ "messenger-chat": fixture.ok }).drain();
    const receipts = createReceiptWriter(database.db, (error) => fixture.errors.push(error));
    const mark = { channel: "messenger", account: "oa", user: `${code} 0`, messages: [] } as const;
    receipts.record({ ...mark, kind: "seen", at: clock.now, until: clock.now });
    await receipts.flush();
    expect(await fixture.deliveries(id)).toMatchObject([{ seen_at: clock.now }, { seen_at: null }]);
  });

  test("reaches ten thousand followers over a failing platform, and repeats only what it must", async () => {
    const { code, id } = await fixture.addFollowed(10_000);
    await fixture.step(code, 4);
    let calls = 0;
    let unknown = 0;
    const troubled = (): SendResult => {
      calls += 1;
      if (calls === 500) return { outcome: "account-blocked", reason: "token expired" };
      if (calls % 20 === 0) return { outcome: "rate-limited", reason: "HTTP 429", ms: 1_000 };
      if (calls % 50 === 7) {
        unknown += 1;
        return { outcome: "unknown", reason: "timed out" };
      }
      return { outcome: "sent", platformId: null };
    };
    const deliverer = fixture.deliverer({ "zalo-chat": troubled });
    for (let rounds = 0; rounds < 40; rounds += 1) {
      await deliverer.drain();
      advance(60_000);
    }
    const states = new Set((await fixture.deliveries(id)).map(({ state }) => state));
    expect(states).toEqual(new Set(["sent"]));
    expect(new Set(fixture.sent.map(({ to }) => to)).size).toBe(10_000);
    expect(unknown).toBeGreaterThan(150);
    const refusedAndSentAgain = Math.floor(calls / 20);
    const repeated = fixture.sent.length - 10_000;
    expect(repeated).toBeLessThanOrEqual(unknown + refusedAndSentAgain + 1);
  }, 120_000);
});
