import { expect, test } from "@jest/globals";
import {
  decodeEntry,
  decodeFact,
  encodeEntry,
  encodeFact,
} from "../../../src/bot/store/turn-codec.ts";
import type { TurnFact } from "../../../src/bot/store/turn-store.ts";
import { samplePoints } from "../../channels/point-messages.ts";

const plain: TurnFact = {
  id: "hash:m1",
  at: new Date("2026-11-26T03:00:00Z"),
  channel: "zalo",
  residentHash: "hash",
  flow: "menu",
  step: "topic",
  outcome: "asked",
  point: null,
  missedWords: [],
};
const missed: TurnFact = { ...plain, point: "kp-1", missedWords: ["khai", "sinh"] };
const shown: TurnFact = {
  ...plain,
  misunderstood: [
    { kind: "corrected", words: ["khai", "sinh"], intent: "steps", procedures: ["khai-tu"] },
  ],
};

test("decoding an encoded fact returns the same fact", () => {
  for (const fact of [plain, missed, shown]) expect(decodeFact(encodeFact(fact))).toEqual(fact);
});

test("decoding returns null for text of another shape", () => {
  const json = encodeFact(plain);
  for (const other of [
    "",
    '{"id":"m1"}',
    json.replace("zalo", "fax"),
    json.replace("2026-", "soon-"),
    "hash:m1\t1795748400000\tzalo\thash\tmenu\ttopic\tasked\t\t",
  ]) {
    expect(decodeFact(other)).toBeNull();
  }
});

test("decoding a stored line returns its cards, and its text alone if they are of another version", () => {
  const entry = { at: plain.at, from: "service", message: samplePoints(2) } as const;
  const json = encodeEntry(entry);
  expect(decodeEntry("1", json)).toEqual({ id: "1", ...entry });
  const other = decodeEntry("1", json.replaceAll('"status":{', '"state":{'));
  expect(other?.message).toEqual({ type: "text", text: entry.message.text, cards: undefined });
});

test("decoding a stored line returns its line of steps", () => {
  const progress = { steps: ["Đã nộp", "Tiếp nhận"], current: 1 };
  const message = { type: "text", text: "Hồ sơ đã được tiếp nhận.", progress } as const;
  const entry = { at: plain.at, from: "service", message } as const;
  expect(decodeEntry("1", encodeEntry(entry))).toEqual({ id: "1", ...entry });
});
