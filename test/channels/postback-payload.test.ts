import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  decodePayload,
  encodePayload,
  PayloadTooLongError,
} from "../../src/channels/postback-payload.ts";

test("decodes a payload to the choice that was encoded", () => {
  const text = fc.string({ minLength: 1, maxLength: 100, unit: "grapheme" });
  fc.assert(
    fc.property(text, text, (question, value) => {
      expect(decodePayload(encodePayload({ question, value }))).toEqual({ question, value });
    }),
    { seed: 7 },
  );
});

test.each(["#PX12", "#hd", "#hd|", "#hd||value", "1", "hd|where|x", " #hd|where|x"])(
  "reads %p as typed words",
  (text) => {
    expect(decodePayload(text)).toBeNull();
  },
);

test("rejects a payload that no platform would accept", () => {
  const value = "x".repeat(1_000 - "#hd|q|".length);
  expect(encodePayload({ question: "q", value })).toHaveLength(1_000);
  expect(() => encodePayload({ question: "q", value: `${value}x` })).toThrow(PayloadTooLongError);
});
