import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Redis } from "ioredis";
import type { Service } from "../../src/app/app.ts";
import { conversation } from "../../src/wording/vi/conversation.ts";
import { testAccount } from "../platforms/zalo/accounts.ts";
import { events } from "../platforms/zalo/events.ts";
import { signedWebhook } from "../platforms/zalo/sign.ts";
import { type StandIn, startZaloStandIn } from "../platforms/zalo/stand-in.ts";
import { realRedisUrl } from "../servers/addresses.ts";
import { monday, openService } from "./open-service.ts";
import { ZaloResident } from "./zalo-resident.ts";

/** The whole way: a signed webhook in at the door, a message out at the stand-in for Zalo. */
const redisUrl = realRedisUrl();
const stores = [
  { store: "memory", environment: {} },
  ...(redisUrl === null ? [] : [{ store: "a real Redis", environment: { REDIS_URL: redisUrl } }]),
];

const spot = { lat: "10.8014", lon: "106.6525" };
const minuteMs = 60_000;

describe.each(stores)("on Zalo, with conversations in $store", ({ environment }) => {
  let standIn: StandIn;
  let service: Service;
  let skippedMs = 0;
  const startedAt = performance.now();
  const now = () => new Date(monday.getTime() + performance.now() - startedAt + skippedMs);

  beforeAll(async () => {
    if ("REDIS_URL" in environment && redisUrl !== null) {
      const redis = new Redis(redisUrl);
      await redis.flushdb();
      await redis.quit();
    }
    standIn = await startZaloStandIn({
      accessToken: "seeded-access-token",
      now: () => now().getTime(),
    });
    service = await openService(
      {
        ZALO_OA_ID: testAccount.oaId,
        ZALO_APP_ID: testAccount.appId,
        ZALO_APP_SECRET: testAccount.appSecret,
        ZALO_OA_SECRET_KEY: testAccount.oaSecretKey,
        ZALO_REFRESH_TOKEN: testAccount.refreshToken,
        ZALO_ACCESS_TOKEN: "seeded-access-token",
        ZALO_OPENAPI_URL: standIn.url,
        ZALO_OAUTH_URL: standIn.url,
        ZALO_REQUESTS_PER_MINUTE: "0",
        METRICS_TOKEN: "token",
        ...environment,
      },
      now,
    );
  }, 60_000);
  afterAll(async () => {
    await service.close();
    await standIn.close();
  }, 30_000);

  const someone = () => new ZaloResident(service, standIn, now);

  test("a grandmother gets her checklist for a birth certificate, by taps, numbers and words", async () => {
    const bac = someone();
    await bac.hear(conversation.welcome, events.follow(bac.self));
    const menu = await bac.read("Bác cần làm giấy tờ gì ạ");
    expect(menu.text).toContain("9. Thẻ bảo hiểm y tế");
    expect(menu.buttons).toHaveLength(5);

    await bac.say("lam giay khai sinh cho be", "Việc của bác: Đăng ký khai sinh");
    await bac.read("người nước ngoài");
    await bac.tap("Không", "thường trú");
    await bac.say("2", "Bé sinh ở đâu");
    await bac.tap("Bệnh viện, trạm y tế", "kết hôn chưa");
    await bac.say("da dang ky roi", "quá 60 ngày");
    await bac.tap("Chưa quá 60 ngày", "Đúng chưa bác");
    await bac.tap("Đúng rồi", "DANH SÁCH CỦA BÁC: Đăng ký khai sinh");
    const question = (await bac.rest()).at(-1);
    expect(question).toMatch(/1\. /);
    for (const { text } of bac.entries) expect(text.length).toBeLessThanOrEqual(2_000);
  });

  test("a shared location is answered with points near it", async () => {
    const bac = someone();
    await bac.hear(conversation.welcome, events.location(spot.lat, spot.lon, bac.self));
    await bac.read(/\d (m|km)/);
    const other = someone();
    await other.hear(/\d (m|km)/, events.location(Number(spot.lat), Number(spot.lon), other.self));
  });

  test("a picture, a voice message or a sticker is answered in words, and the question comes again", async () => {
    const bac = someone();
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    for (const kind of ["image", "audio", "sticker"]) {
      await bac.hear(conversation.media, events.media(kind, bac.self));
      await bac.read("người nước ngoài");
    }
  });

  test("a tap on an older question is known as such, and a typed payload offers nothing more", async () => {
    const bac = someone();
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    const older = bac.payload("Không");
    await bac.say(older, "thường trú");
    await bac.say(older, conversation.olderQuestion);
    await bac.read("thường trú");
    await bac.say("#hd|menu/topic/1|ten-la", conversation.olderQuestion);
  });

  test("the same webhook again, at once or later, is answered once", async () => {
    const bac = someone();
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    const event = events.text("2", bac.self);
    await Promise.all([1, 2, 3].map(() => bac.post(event)));
    await bac.post(event);
    const replies = await bac.rest();
    expect(replies.length).toBeGreaterThan(0);
    expect(new Set(replies).size).toBe(replies.length);
  });

  test("two answers at once are both taken, one after the other", async () => {
    const bac = someone();
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    const { user, at } = bac.self;
    const answers = ["khong", "chi khai sinh thoi"].map((text, index) =>
      events.text(text, { user, at: at + index }),
    );
    expect(await Promise.all(answers.map((event) => bac.post(event)))).toEqual([200, 200]);
    await bac.read("thường trú");
    await bac.read("Bé sinh ở đâu");
    expect(await bac.rest()).toEqual([]);
  });

  test("a wrong signature is refused, and another account's event is acknowledged and left alone", async () => {
    const bac = someone();
    const { payload } = signedWebhook(events.text("khai sinh", bac.self));
    const { headers } = signedWebhook(events.text("khai tử", bac.self));
    const forged = await service.app.inject({
      method: "POST",
      url: "/webhooks/zalo",
      payload,
      headers: { ...headers },
    });
    expect(forged.statusCode).toBe(401);
    const foreign = events.text("khai sinh", { ...bac.self, oaId: "2000000000000000009" });
    expect(await bac.post(foreign)).toBe(200);
    expect(await bac.post(events.consoleSample())).toBe(200);
    expect(await bac.rest()).toEqual([]);
  });

  test("after a person answered the bot keeps quiet for an hour, or until the menu is asked for", async () => {
    const bac = someone();
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    expect(await bac.post(events.echo("text", { ...bac.self, adminId: "admin" }))).toBe(200);
    expect(await bac.post(events.text("không", bac.self))).toBe(200);
    expect(await bac.post(events.media("image", bac.self))).toBe(200);
    expect(await bac.rest()).toEqual([]);
    await bac.say("menu", "Bác cần làm giấy tờ gì ạ");

    await bac.post(events.echo("text", { ...bac.self, adminId: "admin" }));
    await bac.post(events.text("1", bac.self));
    expect(await bac.rest()).toEqual([]);
    skippedMs += 61 * minuteMs;
    await bac.say("đăng ký kết hôn", "Việc của bác: Đăng ký kết hôn");
  });

  test("somebody whom a person wrote to first is welcomed once the hour is over", async () => {
    const bac = someone();
    await bac.post(events.echo("text", { ...bac.self, adminId: "admin" }));
    await bac.post(events.text("cảm ơn", bac.self));
    expect(await bac.rest()).toEqual([]);
    skippedMs += 61 * minuteMs;
    await bac.say("đăng ký khai sinh", conversation.welcome);
    await bac.read("người nước ngoài");
  });

  test("what the bot itself sent comes back as an echo and mutes nothing", async () => {
    const bac = someone();
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    await bac.post(events.echo("text", bac.self));
    await bac.say("không", "thường trú");
  });

  test("receipts, an unfollow and unknown events are acknowledged and answered with nothing", async () => {
    const bac = someone();
    for (const event of [
      events.received("sent-1", bac.self),
      events.seen(["sent-1"], bac.self),
      events.unfollow(bac.self),
      events.submitInfo(bac.self),
      events.ofOa("something_new", {}, bac.self),
    ]) {
      expect(await bac.post(event)).toBe(200);
    }
    expect(await bac.rest()).toEqual([]);
  });

  test("a withdrawal erases the conversation: the next word begins anew", async () => {
    const bac = someone();
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    await bac.rest();
    expect(await bac.post(events.withdraw(bac.self))).toBe(200);
    await bac.say("1", conversation.welcome);
    await bac.rest();
    await bac.say("tiếp tục", conversation.nothingToResume);
  });

  test("the token ends in the middle: one refresh, and not a message is lost or doubled", async () => {
    const residents = Array.from({ length: 8 }, someone);
    const before = standIn.tokens.refreshes;
    await Promise.all(residents.map((bac) => bac.say("đăng ký khai sinh", "người nước ngoài")));
    standIn.tokens.expire();
    await Promise.all(residents.map((bac) => bac.say("1", "thường trú")));
    expect(standIn.tokens.refreshes).toBe(before + 1);
    for (const bac of residents) expect(await bac.rest()).toEqual([]);
  });

  test("metrics count webhooks and events, and name nobody", async () => {
    const { body } = await service.app.inject({
      url: "/metrics",
      headers: { authorization: "Bearer token" },
    });
    expect(body).toMatch(/huong_dan_webhooks_total\{channel="zalo",result="taken"\} \d/);
    expect(body).toMatch(/huong_dan_webhooks_total\{channel="zalo",result="bad signature"\} 1/);
    expect(body).toMatch(
      /huong_dan_events_total\{channel="zalo",type="text",result="applied"\} \d/,
    );
    expect(body).toContain('huong_dan_journal{figure="waiting"} 0');
    expect(body).toMatch(/huong_dan_outbox\{figure="sent"\} \d/);
    expect(body).not.toContain("10000000000000");
  });
});
