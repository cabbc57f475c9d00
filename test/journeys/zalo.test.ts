import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import type { Service } from "../../src/app/app.ts";
import { conversation } from "../../src/wording/vi/conversation.ts";

import { events } from "../platforms/zalo/events.ts";
import { signedWebhook } from "../platforms/zalo/sign.ts";
import { type StandIn, startZaloStandIn } from "../platforms/zalo/stand-in.ts";
import { startClock } from "./clock.ts";
import { openService } from "./open-service.ts";
import { eachConversationStore, zaloAccessToken, zaloSettings } from "./settings.ts";
import { ZaloResident } from "./zalo-resident.ts";

/** From a signed webhook to the message that the stand-in for Zalo receives. */
const stores = eachConversationStore();
const location = { lat: "10.8014", lon: "106.6525" };

describe.each(stores)("on Zalo, with conversations in $store", ({ environment, empty }) => {
  let standIn: StandIn;
  let service: Service;
  const { now, skip } = startClock();

  beforeAll(async () => {
    await empty();
    standIn = await startZaloStandIn({
      accessToken: zaloAccessToken,
      now: () => now().getTime(),
    });
    service = await openService(
      { ...zaloSettings(standIn.url), METRICS_TOKEN: "token-of-metrics", ...environment },
      now,
    );
  }, 60_000);
  afterAll(async () => {
    await service.close();
    await standIn.close();
  }, 30_000);

  const someone = () => new ZaloResident(service, standIn, now);

  test("leads to the checklist for a birth certificate by taps, numbers and words", async () => {
    const bac = someone();
    await bac.hear(conversation.welcome, events.follow(bac.self));
    const menu = await bac.read("Bác cần làm giấy tờ gì ạ");
    expect(menu.text).toContain("8. Gặp người hướng dẫn");
    expect(menu.buttons).toHaveLength(5);

    await bac.say("lam giay khai sinh cho be", "Việc của bác: Làm giấy khai sinh cho bé");
    await bac.read("người nước ngoài");
    await bac.tap("Không", "thường trú");
    await bac.say("2", "Bé sinh ở đâu");
    await bac.tap("Bệnh viện, trạm y tế", "kết hôn chưa");
    await bac.say("da dang ky roi", "quá 60 ngày");
    await bac.tap("Chưa quá 60 ngày", "Đúng chưa bác");
    await bac.tap("Đúng rồi", "Mang theo: Giấy chứng sinh");
    const question = (await bac.rest()).at(-1);
    expect(question).toMatch(/1\. /);
    for (const { text } of bac.entries) expect(text.length).toBeLessThanOrEqual(2_000);
  });

  test("answers a lost identity card in two messages: four lines, then what next", async () => {
    const bac = someone();
    await bac.say("tôi bị mất căn cước", "Cháu nghe bác nói");
    const { text } = await bac.read("Mang theo: ");
    expect(text.split("\n").map((line) => line.split(":")[0])).toStrictEqual([
      "Mang theo",
      "Tiền",
      "Bao lâu",
      "Ở đâu",
    ]);
    expect(text).toMatch(
      /không cần mang giấy tờ gì[\s\S]*35\.000 đ[\s\S]*7 ngày[\s\S]*nào cũng được/,
    );
    expect(text.length).toBeLessThanOrEqual(600);
    await bac.read("Bác muốn làm gì tiếp ạ?");
    expect(await bac.rest()).toStrictEqual([]);
    await bac.tap("Giấy tờ chi tiết", "Chỉ mang thêm khi đúng trường hợp");
    await bac.read("Bác muốn làm gì tiếp ạ?");
    await bac.say("giai thich chu kho", "Giải nghĩa");
  });

  test("answers a shared location with the points near it", async () => {
    const bac = someone();
    await bac.hear(conversation.welcome, events.location(location.lat, location.lon, bac.self));
    await bac.read(/\d (m|km)/);
    const other = someone();
    await other.hear(
      /\d (m|km)/,
      events.location(Number(location.lat), Number(location.lon), other.self),
    );
  });

  test("answers a picture, a voice message or a sticker in words and repeats the question", async () => {
    const bac = someone();
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    for (const kind of ["image", "audio", "sticker"]) {
      await bac.hear(conversation.media, events.media(kind, bac.self));
      await bac.read("người nước ngoài");
    }
  });

  test("answers the words beside a picture, and a message whose other fields are null", async () => {
    const bac = someone();
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    await bac.hear("thường trú", events.media("image", { ...bac.self, text: "không" }));
    const bare = events.text("không", bac.self);
    await bac.hear(conversation.media, { ...bare, message: { ...bare.message, text: null } });
  });

  test("says that a tap on an older question, or an invented payload, no longer counts", async () => {
    const bac = someone();
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    const older = bac.payload("Không");
    await bac.say(older, "thường trú");
    await bac.say(older, conversation.olderQuestion);
    await bac.read("thường trú");
    await bac.say("#hd|menu/topic/1|ten-la", conversation.olderQuestion);
  });

  test("answers a webhook once, even if it is delivered again at once or later", async () => {
    const bac = someone();
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    const event = events.text("2", bac.self);
    await Promise.all([1, 2, 3].map(() => bac.post(event)));
    await bac.post(event);
    const replies = await bac.rest();
    expect(replies.length).toBeGreaterThan(0);
    expect(new Set(replies).size).toBe(replies.length);
  });

  test("handles two answers that arrive at once one after the other", async () => {
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

  test("rejects a wrong signature, and acknowledges another account's event without an answer", async () => {
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

  test("stays silent for an hour after a person answered, or until the menu is asked for", async () => {
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
    skip({ minutes: 61 });
    await bac.say("đăng ký kết hôn", "Việc của bác: Đăng ký kết hôn");
  });

  test("welcomes a new resident after the silent hour if a person wrote to them first", async () => {
    const bac = someone();
    await bac.post(events.echo("text", { ...bac.self, adminId: "admin" }));
    await bac.post(events.text("cảm ơn", bac.self));
    expect(await bac.rest()).toEqual([]);
    skip({ minutes: 61 });
    await bac.say("đăng ký khai sinh", conversation.welcome);
    await bac.read("người nước ngoài");
  });

  test("the echo of the bot's own message does not mute the bot", async () => {
    const bac = someone();
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    await bac.post(events.echo("text", bac.self));
    await bac.say("không", "thường trú");
  });

  test("acknowledges receipts, an unfollow and unknown events without an answer", async () => {
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

  test("a withdrawal erases the conversation, and the next message starts a new one", async () => {
    const bac = someone();
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    await bac.rest();
    expect(await bac.post(events.withdraw(bac.self))).toBe(200);
    await bac.say("1", conversation.welcome);
    await bac.rest();
    await bac.say("tiếp tục", conversation.nothingToResume);
  });

  test("refreshes an expired token once, and neither loses nor repeats a message", async () => {
    const residents = Array.from({ length: 8 }, someone);
    const before = standIn.tokens.refreshes;
    await Promise.all(residents.map((bac) => bac.say("đăng ký khai sinh", "người nước ngoài")));
    standIn.tokens.expire();
    await Promise.all(residents.map((bac) => bac.say("1", "thường trú")));
    expect(standIn.tokens.refreshes).toBe(before + 1);
    for (const bac of residents) expect(await bac.rest()).toEqual([]);
  });

  test("metrics count webhooks and events and contain no resident's id", async () => {
    const { body } = await service.app.inject({
      url: "/metrics",
      headers: { authorization: "Bearer token-of-metrics" },
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
