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

describe("messages of residents", () => {
  test("reads a text with its user, time and id", () => {
    expect(whole(events.text("Xin chào", { id: "m1", at }))).toEqual({
      channel: "zalo",
      account: testAccount.oaId,
      user: testUser,
      id: "m1",
      at: new Date(at),
      payload: { type: "text", text: "Xin chào" },
    });
  });

  test("reads a button press as a choice, and a typed code as text", () => {
    const choice = { question: "visit-time", value: "sáng|mai" };
    expect(payload(events.text(encodePayload(choice)))).toEqual({ type: "choice", ...choice });
    expect(payload(events.text("#PX12"))).toEqual({ type: "text", text: "#PX12" });
  });

  test.each([
    ["strings", "10.7000000", "106.6000000"],
    ["numbers", 10.7, 106.6],
  ])("reads a location from %s", (_how, lat, lon) => {
    expect(payload(events.location(lat, lon))).toEqual({ type: "location", lat: 10.7, lon: 106.6 });
  });

  test("reads an impossible location as its name, or as media", () => {
    expect(payload(events.location("", "", { text: "Chợ Lớn" }))).toEqual({
      type: "text",
      text: "Chợ Lớn",
    });
    expect(payload(events.location("95", "106"))).toEqual({ type: "media", kind: "location" });
  });

  test.each(["image", "audio", "video", "sticker", "file", "gif", "business_card", "hologram"])(
    "reads %s as media",
    (kind) => {
      expect(payload(events.media(kind))).toEqual({ type: "media", kind });
    },
  );

  test.each(["image", "gif", "file", "video", "audio", "sticker", "link", "business_card"])(
    "reads the words beside %s",
    (kind) => {
      expect(payload(events.media(kind, { text: " giấy này nộp ở đâu " }))).toEqual({
        type: "text",
        text: "giấy này nộp ở đâu",
      });
    },
  );

  test.each([
    ["blank", { text: "  " }],
    ["null", { text: null, attachments: null }],
    ["of another form", { text: 5, attachments: "x" }],
  ])("reads a text that is %s as a message that nobody can read", (_how, fields) => {
    const event = events.text("x", { id: "m1" });
    const message = { msg_id: "m1", ...fields };
    expect(payload({ ...event, message })).toEqual({ type: "media", kind: "unreadable" });
  });

  test("reads a picture whose other fields are null", () => {
    const event = {
      ...events.media("image"),
      follower: null,
      oa_id: null,
      user_id: null,
      message: {
        msg_id: "m1",
        msg_ids: null,
        tracking_id: null,
        conversation_id: null,
        text: null,
      },
    };
    expect(payload(event)).toEqual({ type: "media", kind: "image" });
  });

  test("reads a link as the text that it was typed in, or as media", () => {
    expect(payload(events.media("link", { text: "xem a.vn" }))).toEqual({
      type: "text",
      text: "xem a.vn",
    });
    expect(payload(events.media("link"))).toEqual({ type: "media", kind: "link" });
  });

  test("identifies an anonymous visitor by conversation and temporary id", () => {
    const event = whole(events.anonymous("text", { text: "chào" }, "C1", { user: "A1" }));
    expect(event).toMatchObject({
      user: "anonymous:C1:A1",
      payload: { type: "text", text: "chào" },
    });
    expect(payload(events.anonymous("image", {}, "C1"))).toEqual({ type: "media", kind: "image" });
  });
});

describe("events around a conversation", () => {
  test.each([
    ["follow", events.follow(), "follow"],
    ["user_click_chatnow", events.clickChatNow(), "follow"],
    ["unfollow", events.unfollow(), "unfollow"],
    ["user_withdraw", events.withdraw(), "withdrawn"],
  ])("reads %s as an event of the person", (name, event, type) => {
    expect(whole(event)).toMatchObject({
      user: testUser,
      id: `${name}:${at}:${testUser}`,
      payload: { type },
    });
  });

  test("distinguishes a person's answer in OA Manager from our own messages", () => {
    const byHand = events.echo("text", { adminId: "77", id: "m9" });
    expect(whole(byHand)).toMatchObject({ user: testUser, payload: { type: "human-replied" } });
    expect(payload(events.echo("text"))).toEqual({ ignored: "our own message" });
  });

  test("recognises a person's answer to an anonymous visitor", () => {
    const echo = events.echo("anonymous_text", { adminId: "77", user: "A1" });
    expect(payload(echo)).toEqual({ ignored: "malformed" });
    const message = { ...echo.message, conversation_id: "C1" };
    expect(whole({ ...echo, message })).toMatchObject({ user: "anonymous:C1:A1" });
  });

  test("reads receipts whichever party is named as the sender", () => {
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

  test("gives an echo, its receipts and its message different ids", () => {
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

describe("events that need no turn", () => {
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
    ["malformed", {}],
  ])("ignores an event as: %s", (ignored, event) => {
    expect(whole(event)).toEqual({ ignored });
  });

  test("ignores the receipt of a template message, which names a phone", () => {
    const event = { ...events.received("m1"), message: { msg_id: "m1", tracking_id: "T" } };
    expect(whole(event)).toEqual({ ignored: "template message" });
  });

  test("accepts a timestamp that is a number", () => {
    expect(whole({ ...events.text("chào"), timestamp: at })).toMatchObject({ at: new Date(at) });
  });
});
