import { describe, expect, test } from "@jest/globals";
import { encodePayload } from "../../../src/channels/postback-payload.ts";
import { parseEvent } from "../../../src/channels/zalo/parse.ts";
import { testAccount } from "../../platforms/zalo/accounts.ts";
import { events, testUser } from "../../platforms/zalo/events.ts";

const at = 1_750_000_000_000;
const whole = (event: object) => parseEvent(event, testAccount.oaId);
const payload = (event: object) => {
  const parsed = whole(event);
  return "payload" in parsed ? parsed.payload : parsed;
};

describe("what a resident sends", () => {
  test("a text is a text, with all that belongs to it", () => {
    expect(whole(events.text("Xin chào", { id: "m1", at }))).toEqual({
      channel: "zalo",
      account: testAccount.oaId,
      user: testUser,
      id: "m1",
      at: new Date(at),
      payload: { type: "text", text: "Xin chào" },
    });
  });

  test("a tap is the choice that its button carried; a typed code stays words", () => {
    const choice = { question: "visit-time", value: "sáng|mai" };
    expect(payload(events.text(encodePayload(choice)))).toEqual({ type: "choice", ...choice });
    expect(payload(events.text("#PX12"))).toEqual({ type: "text", text: "#PX12" });
  });

  test.each([
    ["strings", "10.7000000", "106.6000000"],
    ["numbers", 10.7, 106.6],
  ])("a location is read from %s", (_how, lat, lon) => {
    expect(payload(events.location(lat, lon))).toEqual({ type: "location", lat: 10.7, lon: 106.6 });
  });

  test("a location that cannot be one is answered by its name, or else like media", () => {
    expect(payload(events.location("", "", { text: "Chợ Lớn" }))).toEqual({
      type: "text",
      text: "Chợ Lớn",
    });
    expect(payload(events.location("95", "106"))).toEqual({ type: "media", kind: "location" });
  });

  test.each(["image", "audio", "video", "sticker", "file", "gif", "business_card", "hologram"])(
    "%s is media",
    (kind) => {
      expect(payload(events.media(kind))).toEqual({ type: "media", kind });
    },
  );

  test("a link is the text it was typed in, or else media", () => {
    expect(payload(events.media("link", { text: "xem a.vn" }))).toEqual({
      type: "text",
      text: "xem a.vn",
    });
    expect(payload(events.media("link"))).toEqual({ type: "media", kind: "link" });
  });

  test("an anonymous visitor is known by conversation and passing id", () => {
    const event = whole(events.anonymous("text", { text: "chào" }, "C1", { user: "A1" }));
    expect(event).toMatchObject({
      user: "anonymous:C1:A1",
      payload: { type: "text", text: "chào" },
    });
    expect(payload(events.anonymous("image", {}, "C1"))).toEqual({ type: "media", kind: "image" });
  });
});

describe("what happens around a conversation", () => {
  test.each([
    ["follow", events.follow(), "follow"],
    ["user_click_chatnow", events.clickChatNow(), "follow"],
    ["unfollow", events.unfollow(), "unfollow"],
    ["user_withdraw", events.withdraw(), "withdrawn"],
  ])("%s tells of the person", (name, event, type) => {
    expect(whole(event)).toMatchObject({
      user: testUser,
      id: `${name}:${at}:${testUser}`,
      payload: { type },
    });
  });

  test("a person who answers in OA Manager is told from our own messages", () => {
    const byHand = events.echo("text", { adminId: "77", id: "m9" });
    expect(whole(byHand)).toMatchObject({ user: testUser, payload: { type: "human-replied" } });
    expect(payload(events.echo("text"))).toEqual({ ignored: "our own message" });
  });

  test("a person who answers an anonymous visitor is heard too", () => {
    const echo = events.echo("anonymous_text", { adminId: "77", user: "A1" });
    expect(payload(echo)).toEqual({ ignored: "malformed" });
    const message = { ...echo.message, conversation_id: "C1" };
    expect(whole({ ...echo, message })).toMatchObject({ user: "anonymous:C1:A1" });
  });

  test("receipts are read whichever way round the two are named", () => {
    const turned = {
      ...events.received("m1"),
      sender: { id: testUser },
      recipient: { id: testAccount.oaId },
    };
    for (const event of [events.received("m1"), turned]) {
      expect(whole(event)).toMatchObject({
        user: testUser,
        payload: { type: "receipt", kind: "delivered", messages: ["m1"] },
      });
    }
    expect(payload(events.seen(["m1", "m2"]))).toEqual({
      type: "receipt",
      kind: "seen",
      messages: ["m1", "m2"],
    });
  });

  test("an echo, its receipts and its message have ids of their own", () => {
    const all = [
      events.text("chào", { id: "m1" }),
      events.echo("text", { adminId: "77", id: "m1" }),
      events.received("m1"),
      events.seen(["m1"]),
    ];
    const ids = all.map((event) => ("payload" in whole(event) ? Object(whole(event)).id : null));
    expect(new Set(ids).size).toBe(4);
    expect(ids).not.toContain(null);
  });
});

describe("what asks nothing of us", () => {
  test.each([
    ["another account", events.text("chào", { oaId: "388613280878808645" })],
    ["another account", events.consoleSample()],
    ["another account", events.follow({ oaId: "388613280878808645" })],
    ["another account", events.seen(["m1"], { oaId: "388613280878808645" })],
    ["personal details", events.submitInfo()],
    ["group", events.ofOa("create_group", { group_id: "G" })],
    ["group", events.media("group_text", { text: "chào" })],
    ["group", events.ofOa("user_join_group", { group_id: "G" })],
    ["template message", events.ofOa("user_feedback", { message: { msg_id: "m", rate: 5 } })],
    ["template message", events.ofOa("change_template_status", { template_id: "N" })],
    ["unknown event", events.reaction("m1")],
    ["unknown event", events.ofOa("user_call_oa")],
    ["unknown event", events.ofOa("oa_send_consent")],
    ["unknown event", events.ofOa("add_user_to_tag")],
    ["unknown event", events.ofOa("constructor")],
    ["unknown event", events.ofOa("tomorrow's event")],
    ["malformed", { ...events.text("chào"), sender: { id: 2 ** 60 } }],
    ["malformed", { ...events.text("chào"), timestamp: "yesterday" }],
    ["malformed", { ...events.text("chào"), timestamp: "9999999999999999" }],
    ["malformed", { ...events.text("chào"), message: "chào" }],
    ["malformed", events.text("  ")],
    ["malformed", {}],
  ])("%s", (ignored, event) => {
    expect(whole(event)).toEqual({ ignored });
  });

  test("a receipt of a template message, which names a phone", () => {
    const event = { ...events.received("m1"), message: { msg_id: "m1", tracking_id: "T" } };
    expect(whole(event)).toEqual({ ignored: "template message" });
  });

  test("a timestamp may be a number", () => {
    expect(whole({ ...events.text("chào"), timestamp: at })).toMatchObject({ at: new Date(at) });
  });
});
