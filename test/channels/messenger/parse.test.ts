import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type ParsedUpdate, parseWebhook } from "../../../src/channels/messenger/parse.ts";
import { encodePayload } from "../../../src/channels/postback-payload.ts";
import { testPage } from "../../platforms/messenger/accounts.ts";
import { testUser, updates, webhookOf } from "../../platforms/messenger/events.ts";

const receivedAt = new Date("2026-11-23T01:00:00Z");
const at = 1_750_000_000_000;
const parse = (body: unknown) => parseWebhook(body, testPage.pageId, receivedAt);
const parseOne = (update: object) => parse(webhookOf([update]))[0];
const whatOf = (update: object) => {
  const parsed = parseOne(update);
  return parsed !== undefined && "payload" in parsed ? parsed.payload : parsed;
};
const standbyOf = (update: object) => {
  const entry = { id: testPage.pageId, time: at, standby: [update] };
  return parse({ object: "page", entry: [entry] })[0];
};

const messageOf = (message: object) => ({
  ...updates.text(""),
  message: { mid: "m1", ...message },
});
const allNull = (message: object) => ({
  text: null,
  is_echo: null,
  is_deleted: null,
  metadata: null,
  quick_reply: null,
  attachments: null,
  referral: null,
  ...message,
});

describe("updates of residents", () => {
  test("reads a text with its user, time and id", () => {
    expect(parseOne(updates.text("khai sinh", { mid: "m1", at }))).toEqual({
      channel: "messenger",
      account: testPage.pageId,
      user: testUser,
      id: "m1",
      at: new Date(at),
      payload: { type: "text", text: "khai sinh" },
    });
  });

  const payload = encodePayload({ question: "who", value: "a" });
  test.each<[string, object, object]>([
    [
      "a quick reply",
      updates.quickReply("Một", payload),
      { type: "choice", question: "who", value: "a" },
    ],
    ["a button", updates.postback(payload), { type: "choice", question: "who", value: "a" }],
    ["a typed payload", updates.text(payload), { type: "text", text: payload }],
    ["Get Started", updates.postback("GET_STARTED"), { type: "follow" }],
    [
      "Get Started by a link",
      updates.postback("GET_STARTED", { ref: "point:p-1" }),
      { type: "referral", ref: "point:p-1" },
    ],
    ["a link into the chat", updates.referral("point:p-1"), { type: "referral", ref: "point:p-1" }],
    ["a link without a word", updates.referral(undefined), { type: "follow" }],
    [
      "the menu beside the chat",
      updates.postback("NEAREST"),
      { type: "text", text: "điểm gần nhất" },
    ],
    ["an unknown button", updates.postback("OLD_CAMPAIGN"), { type: "text", text: "menu" }],
    ["an unknown quick reply", updates.quickReply("Cũ", "OLD"), { type: "text", text: "menu" }],
    ["a postback without a payload", updates.strippedPostback(), { type: "text", text: "menu" }],
    ["an empty text", updates.text("  "), { type: "media", kind: "unreadable" }],
    ["a message with nothing but its id", messageOf({}), { type: "media", kind: "unreadable" }],
    [
      "a message that Meta does not support",
      messageOf({ is_unsupported: true }),
      { type: "media", kind: "unreadable" },
    ],
    [
      "an attachment without a type",
      messageOf({ attachments: [{ payload: {} }] }),
      { type: "media", kind: "unreadable" },
    ],
    [
      "an attachment with a type behind one without",
      messageOf({ attachments: [null, { type: "file", payload: null }] }),
      { type: "media", kind: "file" },
    ],
    ["a text beside nulls", messageOf(allNull({ text: "chào" })), { type: "text", text: "chào" }],
    [
      "a text beside damaged extras",
      messageOf({ text: "chào", attachments: "x", quick_reply: 7, metadata: {}, referral: [] }),
      { type: "text", text: "chào" },
    ],
    [
      "a picture beside nulls",
      messageOf(allNull({ attachments: [{ type: "image", payload: null }] })),
      { type: "media", kind: "image" },
    ],
    [
      "an update whose other kinds are null",
      {
        ...updates.text("chào"),
        postback: null,
        referral: null,
        optin: null,
        reaction: null,
        delivery: null,
        read: null,
        policy_enforcement: null,
        account_linking: null,
      },
      { type: "text", text: "chào" },
    ],
    [
      "a button with a null referral",
      { ...updates.postback(payload), postback: { mid: null, payload, referral: null } },
      { type: "choice", question: "who", value: "a" },
    ],
    [
      "a link of a plugin",
      updates.other("optin", { ref: "point:p-1" }),
      { type: "referral", ref: "point:p-1" },
    ],
    ["a picture", updates.attachment("image"), { type: "media", kind: "image" }],
    ["a sticker", updates.attachment("sticker"), { type: "media", kind: "sticker" }],
    ["a sticker as they came before", updates.oldSticker(), { type: "media", kind: "sticker" }],
    [
      "a reel with words",
      updates.attachment("reel", { text: "xem này" }),
      { type: "text", text: "xem này" },
    ],
    [
      "a link that was shared bare",
      { ...updates.text(""), message: { mid: "m", attachments: [{ type: "fallback" }] } },
      { type: "media", kind: "fallback" },
    ],
    ["a location", updates.location(10.8, 106.6), { type: "location", lat: 10.8, lon: 106.6 }],
    ["a location off the globe", updates.location(91, 0), { type: "media", kind: "location" }],
    [
      "a delivery",
      updates.delivery(["m1"], { at }),
      { type: "receipt", kind: "delivered", messages: ["m1"], until: new Date(at) },
    ],
    [
      "a delivery without ids",
      updates.delivery(undefined, { at }),
      { type: "receipt", kind: "delivered", messages: [], until: new Date(at) },
    ],
    [
      "reading",
      updates.read({ at }),
      { type: "receipt", kind: "seen", messages: [], until: new Date(at) },
    ],
    ["a person's answer", updates.echo("Chào bác"), { type: "human-replied" }],
    ["another app's answer", updates.echo("Hi", { metadata: "other" }), { type: "human-replied" }],
  ])("reads %s", (_what, update, expected) => {
    expect(whatOf(update)).toEqual(expected);
  });

  test("attributes an answer by hand to the resident's conversation, not to the Page", () => {
    expect(parseOne(updates.echo("Chào bác"))).toMatchObject({ user: testUser });
  });
});

describe("updates that need no turn", () => {
  test.each<[string, object, object]>([
    ["our own echo", updates.echo("Chào", { metadata: "hd:r1" }), { echoOf: "r1" }],
    ["an unsent message", updates.unsend("m1"), { ignored: "unsent" }],
    ["an edited message", updates.edit("m1", "khác"), { ignored: "edited" }],
    ["a reaction", updates.other("reaction", { action: "react" }), { ignored: "reaction" }],
    ["an opt-in without a link", updates.other("optin", { type: "x" }), { ignored: "optin" }],
    [
      "linking",
      updates.other("account_linking", { status: "linked" }),
      { ignored: "account_linking" },
    ],
    ["feedback", updates.other("response_feedback", {}), { ignored: "response_feedback" }],
    ["a handover", updates.other("pass_thread_control", {}), { ignored: "pass_thread_control" }],
    ["roles", updates.appRoles(), { ignored: "app_roles" }],
    ["a policy", updates.policy("warning"), { policy: "warning" }],
    ["a guest without an id", updates.guest("chào"), { ignored: "nobody" }],
    ["tomorrow's kind", updates.other("tomorrow", {}), { ignored: "unknown event" }],
    ["a damaged one", updates.other("message", { mid: 7 }), { ignored: "malformed" }],
    ["another Page's", updates.text("chào", { pageId: "9" }), { ignored: "another account" }],
  ])("recognises %s", (_what, update, expected) => {
    expect(parseOne(update)).toEqual(expected);
  });

  test("follows the link that a message carries, and then answers the message", () => {
    const update = messageOf({
      text: "cho hỏi giờ",
      referral: { ref: "point:p-1", source: "ADS" },
    });
    const [link, message, ...rest] = parse(webhookOf([update]));
    expect(link).toMatchObject({ id: "ref:m1", payload: { type: "referral", ref: "point:p-1" } });
    expect(message).toMatchObject({ id: "m1", payload: { type: "text", text: "cho hỏi giờ" } });
    expect(rest).toEqual([]);
    const noRef = messageOf({ text: "chào", referral: { source: "ADS", ref: null } });
    expect(parse(webhookOf([noRef]))).toHaveLength(1);
  });

  test("answers the good entries of a batch that holds damaged ones", () => {
    const good = (text: string) => ({ id: testPage.pageId, messaging: [updates.text(text)] });
    const entry = [
      null,
      "x",
      { id: 7, messaging: [updates.text("mất")] },
      { id: testPage.pageId, messaging: null },
      { ...good("một"), standby: null, changes: null, time: null },
      { id: testPage.pageId, messaging: [null, 3, [], updates.text("hai"), { message: 5 }] },
    ];
    const texts = parse({ object: "page", entry }).flatMap((update) =>
      "payload" in update && update.payload.type === "text" ? [update.payload.text] : [],
    );
    expect(texts).toEqual(["một", "hai"]);
  });

  test("ignores residents in standby, but not an answer by a person", () => {
    expect(standbyOf(updates.text("chào"))).toEqual({ ignored: "standby" });
    expect(standbyOf(updates.strippedPostback())).toEqual({ ignored: "standby" });
    expect(standbyOf(updates.echo("Chào bác"))).toMatchObject({
      payload: { type: "human-replied" },
    });
  });

  test("ignores changes of the Page and empty entries", () => {
    const changes = [{ field: "message_template_status_update", value: {} }, { field: "feed" }];
    const entry = { id: testPage.pageId, time: at };
    const both = [{ ...entry, changes }, entry];
    expect(parse({ object: "page", entry: both })).toEqual([
      { ignored: "page change" },
      { ignored: "page change" },
    ]);
  });
});

describe("time and identity", () => {
  const timeOf = (time: number | string | undefined) => {
    const { timestamp: _, ...update } = updates.text("a");
    const parsed = parseOne(time === undefined ? update : { ...update, timestamp: time });
    return parsed !== undefined && "at" in parsed ? parsed.at.getTime() : parsed;
  };

  test("reads times in seconds and milliseconds, as numbers and digits, and uses the entry's time if there is none that can be read", () => {
    expect([at, at / 1000, `${at}`, `${at / 1000}`].map(timeOf)).toEqual([at, at, at, at]);
    // The entry's own.
    expect(timeOf(undefined)).toBe(at);
    expect(timeOf("soon")).toBe(at);
    expect(timeOf(1e300)).toBe(at);
  });

  test("returns a batch in the order of its times", () => {
    const [late, early] = [2, 1].map((second) =>
      updates.text("a", { at: at + second, mid: `${second}` }),
    );
    const parsed = parse(webhookOf([late ?? {}, early ?? {}]));
    expect(parsed.map((one) => ("id" in one ? one.id : one))).toEqual(["1", "2"]);
  });

  test("gives an update without an id the same id each time, and another update another id", () => {
    const idOf = (parsed: ParsedUpdate | undefined) =>
      parsed !== undefined && "id" in parsed ? parsed.id : parsed;
    const first = idOf(parseOne(updates.referral("a", { at })));
    expect(idOf(parseOne(updates.referral("a", { at })))).toBe(first);
    const others = [updates.referral("b", { at }), updates.referral("a", { at: at + 1 })];
    expect(new Set([first, ...others.map((update) => idOf(parseOne(update)))]).size).toBe(3);
  });

  test("never throws, whatever the body holds", () => {
    const known = Object.keys(updates.text("x")).concat("postback", "referral", "delivery", "read");
    const update = fc.dictionary(fc.constantFrom(...known), fc.jsonValue());
    const entry = fc.record(
      { id: fc.constant(testPage.pageId), time: fc.jsonValue(), messaging: fc.array(update) },
      { requiredKeys: ["id"] },
    );
    const body = fc.oneof(
      fc.jsonValue(),
      fc.record({ object: fc.constant("page"), entry: fc.array(entry) }),
    );
    fc.assert(
      fc.property(body, (any) => Array.isArray(parse(any))),
      { seed: 7, numRuns: 500 },
    );
  });
});
