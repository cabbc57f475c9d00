import { expect, test } from "@jest/globals";
import { decodeEvent, encodeEvent } from "../../../src/bot/journal/event-codec.ts";
import type { ChannelEvent, EventPayload } from "../../../src/channels/event.ts";

test.each<EventPayload>([
  { type: "text", text: "Đăng ký" },
  { type: "referral", ref: "point:nha-van-hoa" },
  { type: "receipt", kind: "seen", messages: [], until: new Date(1_750_000_000_000) },
  { type: "receipt", kind: "delivered", messages: ["m1"] },
])("decoding an encoded $type returns the same event", (payload) => {
  const event: ChannelEvent = {
    channel: "messenger",
    account: "1",
    user: "5",
    id: "m1",
    at: new Date(1_750_000_000_000),
    payload,
  };
  expect(decodeEvent(encodeEvent(event))).toEqual(event);
});

test("stores the payload under the name that earlier versions wrote and read", () => {
  const stored = JSON.stringify({
    channel: "zalo",
    account: "1",
    user: "5",
    id: "m1",
    at: "2025-06-15T15:06:40.000Z",
    what: { type: "text", text: "chào" },
  });
  const event = decodeEvent(stored);
  expect(event.payload).toEqual({ type: "text", text: "chào" });
  expect(JSON.parse(encodeEvent(event))).toEqual(JSON.parse(stored));
});
