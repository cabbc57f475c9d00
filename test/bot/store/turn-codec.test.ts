import { expect, test } from "@jest/globals";
import { decodeFact, encodeFact } from "../../../src/bot/store/turn-codec.ts";
import type { TurnFact } from "../../../src/bot/store/turn-store.ts";

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
