import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { SendResult } from "../../../src/channels/sender.ts";
import { type Database, openDatabase } from "../../../src/db/open.ts";
import { deliverNotifications } from "../../../src/notify/delivery/enqueue-notifications.ts";
import { freshDatabases } from "../../db/databases.ts";
import { createDeliveryFixture } from "./delivery-fixture.ts";

const databases = await freshDatabases();

describe.each(databases)("a used-up quota, over $name", ({ settings, remove }) => {
  let database: Database;
  let fixture: ReturnType<typeof createDeliveryFixture>;
  const clock = { now: new Date("2026-11-25T03:00:00Z") };
  const advance = (ms: number) => {
    clock.now = new Date(clock.now.getTime() + ms);
  };

  beforeAll(async () => {
    database = await openDatabase(settings);
    await database.jobs.declare(deliverNotifications);
    fixture = createDeliveryFixture(database, clock);
  }, 60_000);

  beforeEach(() => {
    fixture.sent.splice(0);
  });

  afterEach(() => {
    expect(fixture.errors).toEqual([]);
  });

  afterAll(async () => {
    await database.close();
    await remove();
  }, 60_000);

  test("closes the route until the quota is full again, except for one probe an hour", async () => {
    let left = 1;
    const counted = (): SendResult => {
      if (left === 0) return { outcome: "rejected", reason: "no quota", isQuotaUsedUp: true };
      left -= 1;
      return { outcome: "sent", platformId: null, quota: { name: "sub_quota", remaining: left } };
    };
    const followed = await fixture.addFollowed(1, { purposes: ["chat", "phone"] });
    const deliverer = fixture.deliverer({ "zalo-chat": counted, sms: fixture.ok });
    const notify = async (status: 4 | 5) => {
      await fixture.step(followed.code, status);
      await deliverer.drain();
      return (await fixture.deliveries(followed.id)).at(-1);
    };
    expect(await notify(4)).toMatchObject({ route: "zalo-chat", state: "sent" });
    advance(1_000);
    const second = await notify(5);
    expect(second).toMatchObject({ route: "sms", state: "sent" });
    expect(second?.reason).toMatch(/^zalo-chat: quota used up until \d{4}-\d\d-\d\dT17:00/);
    expect(fixture.sent.map(({ route }) => route)).toEqual(["zalo-chat", "sms"]);

    advance(3_600_000);
    expect(await notify(4)).toMatchObject({ route: "sms", state: "sent" });
    expect(fixture.sent.map(({ route }) => route).slice(2)).toEqual(["zalo-chat", "sms"]);
    left = 9;
    advance(3_600_000);
    expect(await notify(5)).toMatchObject({ route: "zalo-chat", state: "sent" });
  });

  test("makes a notification without another route wait for the next day, and dead-letters it if it had to wait for the next month", async () => {
    const usedUp = (): SendResult => ({
      outcome: "rejected",
      reason: "no quota",
      isQuotaUsedUp: true,
    });
    clock.now = new Date("2026-12-10T03:00:00Z");
    const daily = await fixture.addFollowed(1, { purposes: ["chat", "phone"] });
    await fixture.step(daily.code, 4);
    await fixture.deliverer({ "zalo-template-phone": usedUp }).drain();
    expect(await fixture.deliveries(daily.id)).toMatchObject([
      { state: "waiting", due_at: new Date("2026-12-10T17:00:00Z") },
    ]);
    const monthly = await fixture.addFollowed();
    await fixture.step(monthly.code, 4);
    await fixture.deliverer({ "zalo-chat": usedUp }).drain();
    expect(await fixture.deliveries(monthly.id)).toMatchObject([
      { state: "parked", reason: expect.stringContaining("until 2026-12-31T17:00:00.000Z") },
    ]);
    clock.now = new Date("2026-12-10T17:00:00Z");
    await fixture.deliverer({ "zalo-template-phone": fixture.ok }).drain();
    expect(await fixture.deliveries(daily.id)).toMatchObject([{ state: "sent" }]);
  });
});
