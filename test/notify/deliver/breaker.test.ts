import { expect, test } from "@jest/globals";
import { Breaker } from "../../../src/notify/deliver/breaker.ts";

const start = new Date("2026-11-25T03:00:00Z");
const after = (ms: number) => new Date(start.getTime() + ms);

test("what was under way when a route was given up makes the pause no longer", () => {
  const breaker = new Breaker();
  for (let failure = 0; failure < 16; failure += 1) breaker.noteFailure(start);
  expect(breaker.waitMs(start)).toBe(10_000);
  expect(breaker.waitMs(after(10_000))).toBe(0);
});

test("each failed try doubles the pause, up to five minutes; one success ends it", () => {
  const breaker = new Breaker();
  let now = start;
  for (let failure = 0; failure < 20; failure += 1) {
    breaker.noteFailure(now);
    now = new Date(now.getTime() + breaker.waitMs(now));
  }
  breaker.noteFailure(now);
  expect(breaker.waitMs(now)).toBe(5 * 60_000);
  breaker.noteSuccess();
  expect(breaker.waitMs(now)).toBe(0);
});
