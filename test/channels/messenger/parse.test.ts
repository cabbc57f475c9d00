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
    ["an opt-in", updates.other("optin", { ref: "x" }), { ignored: "optin" }],
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
    ["an empty text", updates.text("  "), { ignored: "empty" }],
    ["tomorrow's kind", updates.other("tomorrow", {}), { ignored: "unknown event" }],
    ["a damaged one", updates.other("message", { mid: 7 }), { ignored: "malformed" }],
    ["another Page's", updates.text("chào", { pageId: "9" }), { ignored: "another account" }],
  ])("recognises %s", (_what, update, expected) => {
    expect(parseOne(update)).toEqual(expected);
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

  test("reads times in seconds and milliseconds, as numbers and digits, and uses the entry's time if there is none", () => {
    expect([at, at / 1000, `${at}`, `${at / 1000}`].map(timeOf)).toEqual([at, at, at, at]);
    // The entry's own.
    expect(timeOf(undefined)).toBe(at);
    expect(timeOf("soon")).toEqual({ ignored: "malformed" });
    expect(timeOf(1e300)).toEqual({ ignored: "malformed" });
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
