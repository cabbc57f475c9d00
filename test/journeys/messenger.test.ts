import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import type { Service } from "../../src/app/app.ts";
import { conversation } from "../../src/wording/vi/conversation.ts";
import { testPage } from "../platforms/messenger/accounts.ts";
import { updates, webhookOf } from "../platforms/messenger/events.ts";
import { signedWebhook } from "../platforms/messenger/sign.ts";
import { type MetaStandIn, startMetaStandIn } from "../platforms/messenger/stand-in.ts";
import { startClock } from "./clock.ts";
import { MessengerResident } from "./messenger-resident.ts";
import { openService } from "./open-service.ts";
import { eachConversationStore, messengerSettings } from "./settings.ts";

/** From a signed webhook to the message that the stand-in for Meta receives. */
const stores = eachConversationStore();
const menu = "Bác cần làm giấy tờ gì ạ";

describe.each(stores)("on Messenger, with conversations in $store", ({ environment, empty }) => {
  let standIn: MetaStandIn;
  let service: Service;
  let point = "";
  const { now, skip } = startClock();

  beforeAll(async () => {
    await empty();
    standIn = await startMetaStandIn({ now: () => now().getTime() });
    service = await openService(
      {
        ...messengerSettings(standIn.url),
        METRICS_TOKEN: "token-of-metrics",
        LOG_LEVEL: "silent",
        ...environment,
      },
      now,
    );
    const points = await service.app.inject("/api/v1/points?limit=1");
    point = points.json<{ results: { id: string }[] }>().results[0]?.id ?? "";
  }, 60_000);
  afterAll(async () => {
    await service.close();
    await standIn.close();
  }, 30_000);

  const someone = () => new MessengerResident(service, standIn, now);

  test("leads to the checklist for a birth certificate by taps, numbers and words", async () => {
    const bac = someone();
    await bac.hear(conversation.welcome, updates.postback("GET_STARTED", bac.self));
    const asked = await bac.read(menu);
    expect(asked.buttons).toHaveLength(10);

    await bac.say("lam giay khai sinh cho be", "Việc của bác: Làm giấy khai sinh cho bé");
    await bac.read("người nước ngoài");
    await bac.tap("Không", "thường trú");
    await bac.say("2", "Bé sinh ở đâu");
    await bac.tap("Bệnh viện, trạm y tế", "kết hôn chưa");
    await bac.say("da dang ky roi", "quá 60 ngày");
    await bac.tap("Chưa quá 60 ngày", "Đúng chưa bác");
    await bac.tap("Đúng rồi", "Mang theo: Giấy chứng sinh");
    expect((await bac.rest()).at(-1)).toMatch(/1\. /);
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

  test("asks for the place in words, and understands a location from an old app", async () => {
    const bac = someone();
    const asked = await bac.say("điểm gần nhất", "Bác đang ở đâu ạ");
    expect(asked.text).not.toContain("nút gửi vị trí");
    await bac.hear("lúc nào", updates.location(10.8014, 106.6525, bac.self));
    const other = someone();
    await other.hear(/[Cc]ách bác .*\d (m|km)/, updates.location(10.8014, 106.6525, other.self));
  });

  test("a link opens the chat at its point, in a new thread and in an existing one", async () => {
    const bac = someone();
    const opened = updates.postback("GET_STARTED", { ...bac.self, ref: `point:${point}` });
    await bac.hear(/Chào bác! .* mời bác hỏi/, opened);
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    await bac.hear(/Chào bác! .* mời bác hỏi/, updates.referral(`point=${point}`, bac.self));
    const link = updates.referral("procedure:dang-ky-ket-hon", bac.self);
    await bac.hear("Việc của bác: Đăng ký kết hôn", link);
  });

  test("shows the menu for an unknown link, code or button", async () => {
    const bac = someone();
    await bac.hear(conversation.unknownLink, updates.referral("from-last-year", bac.self));
    await bac.read(menu);
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    await bac.say("#px12", conversation.unknownLink);
    await bac.read(menu);
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    await bac.hear(menu, updates.postback("OLD_CAMPAIGN", bac.self));
    await bac.hear("Bác đang ở đâu ạ", updates.postback("NEAREST", bac.self));
  });

  test("answers a picture, a voice message or a sticker in words and repeats the question", async () => {
    const bac = someone();
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    for (const kind of ["image", "audio", "sticker"]) {
      await bac.hear(conversation.media, updates.attachment(kind, bac.self));
      await bac.read("người nước ngoài");
    }
  });

  test("answers messages without words or with null fields, and the good entries beside damaged ones", async () => {
    const bac = someone();
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    const withMessage = (message: object) => ({ ...updates.text("", bac.self), message });
    await bac.hear(conversation.media, withMessage({ mid: "mid.bare" }));
    await bac.hear(conversation.media, withMessage({ mid: "mid.new", is_unsupported: true }));
    const nulls = { quick_reply: null, attachments: null, referral: null };
    await bac.post(null as never, withMessage({ mid: "mid.null", text: "không", ...nulls }));
    await bac.read("thường trú");
  });

  test("follows a link that a message carries, and answers the message too", async () => {
    const bac = someone();
    const update = updates.text("giờ làm việc", bac.self);
    const referral = { ref: `point:${point}`, source: "ADS" };
    await bac.post({ ...update, message: { ...update.message, referral } });
    await bac.read("mời bác hỏi cháu chuyện giấy tờ");
    await bac.read("Vẫn ở");
  });

  test("says that a tap on an older question no longer counts", async () => {
    const bac = someone();
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    const older = bac.button("Không").payload;
    await bac.tap("Không", "thường trú");
    await bac.hear(conversation.olderQuestion, updates.postback(older, bac.self));
    await bac.read("thường trú");
  });

  test("answers a webhook once, even if it is delivered again at once or later", async () => {
    const bac = someone();
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    const update = updates.text("2", bac.self);
    await Promise.all([1, 2, 3].map(() => bac.post(update)));
    await bac.post(update);
    const replies = await bac.rest();
    expect(replies.length).toBeGreaterThan(0);
    expect(new Set(replies).size).toBe(replies.length);
  });

  test("answers all residents of a batch in which each one's messages are out of order", async () => {
    const residents = Array.from({ length: 20 }, someone);
    const { at } = residents[0]?.self ?? { at: 0 };
    const words = ["không", "chỉ khai sinh thôi", "đăng ký khai sinh"];
    const batch = residents.flatMap(({ user }) =>
      words.map((text, index) => updates.text(text, { user, at: at + ((index + 1) % 3) })),
    );
    expect(await residents[0]?.post(...batch)).toBe(200);
    for (const bac of residents) {
      await bac.read("Việc của bác: Làm giấy khai sinh cho bé");
      await bac.read("người nước ngoài");
      await bac.read("thường trú");
      await bac.read("Bé sinh ở đâu");
    }
  });

  test("stays silent for an hour after a person answered, or until the menu is asked for", async () => {
    const bac = someone();
    await bac.say("đăng ký khai sinh", "người nước ngoài");
    expect(await bac.post(updates.echo("Chào bác, tôi là cán bộ", bac.self))).toBe(200);
    expect(await bac.post(updates.text("không", bac.self))).toBe(200);
    expect(await bac.rest()).toEqual([]);
    await bac.say("menu", menu);

    await bac.post(updates.echo("Chào bác", bac.self));
    await bac.post(updates.text("1", bac.self));
    expect(await bac.rest()).toEqual([]);
    skip({ minutes: 61 });
    await bac.say("đăng ký kết hôn", "Việc của bác: Đăng ký kết hôn");
  });

  test("the echo of the bot's own message does not mute the bot", async () => {
    const bac = someone();
    const { metadata, id } = await bac.say("đăng ký khai sinh", "người nước ngoài");
    expect(metadata).toMatch(/^hd:/);
    await bac.post(updates.echo("…", { ...bac.self, mid: id, metadata: metadata ?? "" }));
    await bac.tap("Không", "thường trú");
  });

  test("acknowledges all other updates without an answer", async () => {
    const bac = someone();
    const silent = [
      updates.delivery(["m_sent_1"], bac.self),
      updates.read(bac.self),
      updates.unsend("m_1", bac.self),
      updates.edit("m_1", "khác", bac.self),
      updates.other("reaction", { action: "react", emoji: "👍", mid: "m_sent_1" }, bac.self),
      updates.policy("warning"),
      updates.appRoles(),
      updates.guest("chào"),
      updates.other("something_new", {}, bac.self),
      {},
    ];
    for (const update of silent) expect(await bac.post(update)).toBe(200);
    expect(await bac.post(...silent)).toBe(200);
    expect(await bac.rest()).toEqual([]);
  });

  test("rejects a wrong signature, and completes the handshake only with the verify token", async () => {
    const { payload } = signedWebhook(webhookOf([updates.text("a")]));
    const { headers } = signedWebhook(webhookOf([updates.text("b")]));
    const url = "/webhooks/messenger";
    const forged = await service.app.inject({
      method: "POST",
      url,
      payload,
      headers: { ...headers },
    });
    expect(forged.statusCode).toBe(401);
    const query = { "hub.mode": "subscribe", "hub.challenge": "7", "hub.verify_token": "no" };
    expect((await service.app.inject({ url, query })).statusCode).toBe(403);
    query["hub.verify_token"] = testPage.verifyToken;
    expect((await service.app.inject({ url, query })).body).toBe("7");
  });

  test("metrics count webhooks and events and contain no resident's id", async () => {
    const { body } = await service.app.inject({
      url: "/metrics",
      headers: { authorization: "Bearer token-of-metrics" },
    });
    expect(body).toMatch(/huong_dan_webhooks_total\{channel="messenger",result="taken"\} \d/);
    expect(body).toMatch(
      /huong_dan_webhooks_total\{channel="messenger",result="ignored: nobody"\}/,
    );
    expect(body).toMatch(
      /huong_dan_events_total\{channel="messenger",type="referral",result="applied"\} \d/,
    );
    expect(body).not.toContain("5000000000");
  });
});
