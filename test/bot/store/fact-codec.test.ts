import { expect, test } from "@jest/globals";
import {
  decodeFact,
  encodeFact,
  factsWithMissedWords,
  isFactLine,
} from "../../../src/bot/store/fact-codec.ts";
import type { TurnFact } from "../../../src/bot/store/turn-store.ts";

const plain: TurnFact = {
  ...{ id: "hash:m1", at: new Date("2026-11-26T03:00:00Z"), channel: "zalo", residentHash: "hash" },
  ...{ flow: "menu", step: "topic", outcome: "asked", point: null, missedWords: [] },
};
const missed: TurnFact = { ...plain, point: "kp-1", missedWords: ["khai", "sinh"] };

test("a fact is one line, and comes back as it was", () => {
  for (const fact of [plain, missed]) {
    const line = encodeFact(fact);
    expect(line).not.toContain("\n");
    expect(isFactLine(line)).toBe(true);
    expect(decodeFact(line)).toEqual(fact);
  }
});

test("lines of another shape are known as such", () => {
  const line = encodeFact(plain);
  for (const other of ["", '{"id":"m1"}', `${line}\tmore`, line.replace("zalo", "fax")]) {
    expect(isFactLine(other)).toBe(false);
  }
});

test("only the facts of sentences that were not understood are taken apart", () => {
  expect(factsWithMissedWords([plain, missed].map(encodeFact))).toEqual([missed]);
});
