import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Database, openDatabase } from "../../../src/db/open.ts";
import { buildHttpServer } from "../../../src/http/server.ts";
import { deliverNotifications } from "../../../src/notify/delivery/enqueue-notifications.ts";
import { createUnsubscribeLinks } from "../../../src/notify/subscriptions/unsubscribe-links.ts";
import { freshDatabases } from "../../db/databases.ts";
import { createDeliveryFixture } from "./delivery-fixture.ts";

const databases = await freshDatabases();
const clock = { now: new Date("2026-11-25T03:00:00Z") };

describe.each(databases)("the contacts on a dossier, over $name", ({ settings, remove }) => {
  let database: Database;
  let fixture: ReturnType<typeof createDeliveryFixture>;

  beforeAll(async () => {
    database = await openDatabase(settings);
    await database.jobs.declare(deliverNotifications);
    fixture = createDeliveryFixture(database, clock);
  }, 60_000);

  afterAll(async () => {
    await database.close();
    await remove();
  }, 60_000);

  const later = () => {
    clock.now = new Date(clock.now.getTime() + 60_000);
    fixture.sent.splice(0);
  };

  test("are notified by phone with an unsubscribe link, but only after their agency has enabled it", async () => {
    const { code, id } = await fixture.addFollowed(0);
    const deliverer = fixture.deliverer({ sms: fixture.ok, email: fixture.ok });
    await fixture.step(code, 4);
    await deliverer.drain();
    expect(fixture.sent).toEqual([]);

    await database.db.updateTable("agency").set({ follows_contacts: true }).execute();
    later();
    await fixture.step(code, 5);
    await deliverer.drain();
    expect(fixture.sent).toMatchObject([{ route: "sms", to: "0912345678" }]);
    const follower = await database.db
      .selectFrom("follower")
      .select("id")
      .where("dossier_id", "=", id)
      .executeTakeFirstOrThrow();
    expect(fixture.sent[0]?.message.short).toContain(`https://a.vn/stop/${follower.id}`);
    expect(fixture.sent[0]?.message.text).not.toContain("ngừng thông báo");
    expect(fixture.sent[0]?.message).toMatchObject({
      requiredParameter: "ngung_nhan",
      parameters: { ngung_nhan: expect.stringContaining(`https://a.vn/stop/${follower.id}`) },
    });

    const app = await buildHttpServer({
      publicUrl: "http://a.vn",
      trustProxy: false,
      logLevel: "silent",
    });
    const linkOptions = { hashKey: "k".repeat(32), publicUrl: "", now: () => clock.now };
    const links = createUnsubscribeLinks(database.db, linkOptions);
    links.addRoutes(app);
    const url = links.linkFor(follower.id);
    expect((await app.inject(url)).body).toContain("<form");
    for (const bad of [`${url}x`, url.replace(/\d+-/, "999-"), "/stop/", "/stop/-"]) {
      expect((await app.inject({ method: "POST", url: bad })).statusCode).toBe(404);
    }
    later();
    await fixture.step(code, 6);
    await deliverer.drain();
    expect(fixture.sent).toHaveLength(1);
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const stopped = await app.inject({ method: "POST", url, headers: form, payload: "" });
    expect(stopped.statusCode).toBe(200);
    later();
    await fixture.step(code, 9);
    await deliverer.drain();
    expect(fixture.sent).toEqual([]);
    await app.close();
  });

  test("links to stop are limited by address if they are wrong, and a right one works all the same", async () => {
    const app = await buildHttpServer({
      publicUrl: "http://a.vn",
      trustProxy: 1,
      logLevel: "silent",
    });
    const linkOptions = { hashKey: "k".repeat(32), publicUrl: "", now: () => clock.now };
    const links = createUnsubscribeLinks(database.db, linkOptions);
    links.addRoutes(app);
    const statusOf = async (method: "GET" | "POST", url: string, address = "10.0.0.1") => {
      const headers = { "x-forwarded-for": address };
      return (await app.inject({ method, url, headers })).statusCode;
    };
    const wrong = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        statusOf(n % 2 === 0 ? "GET" : "POST", `/stop/${n}-${"é".repeat(22)}`),
      ),
    );
    expect(wrong.filter((status) => status === 404)).toHaveLength(20);
    expect(wrong.filter((status) => status === 429)).toHaveLength(20);
    expect(await statusOf("GET", links.linkFor(7))).toBe(200);
    expect(await statusOf("POST", links.linkFor(7))).toBe(200);
    expect(await statusOf("GET", "/stop/7-x", "10.0.0.2")).toBe(404);
    await app.close();
  });

  test("get no SMS if somebody follows the dossier in a chat", async () => {
    const { code } = await fixture.addFollowed(1);
    later();
    await fixture.step(code, 4);
    await fixture.deliverer({ "zalo-chat": fixture.ok, sms: fixture.ok }).drain();
    expect(fixture.sent.map(({ route }) => route)).toEqual(["zalo-chat"]);
  });
});
