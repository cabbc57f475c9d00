import { expect, test } from "@jest/globals";
import { decodeEvent, encodeEvent } from "../../../src/bot/journal/event-codec.ts";
import type { ChannelEvent, EventPayload } from "../../../src/channels/event.ts";

test.each<EventPayload>([
  { type: "text", text: "Đăng ký" },
  { type: "referral", ref: "point:nha-van-hoa" },
  { type: "receipt", kind: "seen", messages: [], until: new Date(1_750_000_000_000) },
  { type: "receipt", kind: "delivered", messages: ["m1"] },
])("$type comes back from the journal as it went in", (what) => {
  const event: ChannelEvent = {
    channel: "messenger",
    account: "1",
    user: "5",
    id: "m1",
    at: new Date(1_750_000_000_000),
    what,
  };
  expect(decodeEvent(encodeEvent(event))).toEqual(event);
});
