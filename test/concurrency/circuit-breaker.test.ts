import { expect, test } from "@jest/globals";
import { CircuitBreaker } from "../../src/concurrency/circuit-breaker.ts";

const start = new Date("2026-11-25T03:00:00Z");
const after = (ms: number) => new Date(start.getTime() + ms);

test("five failures in a row open the breaker, each further one for twice as long, and a success closes it", () => {
  const breaker = new CircuitBreaker();
  for (let n = 0; n < 4; n += 1) breaker.noteFailure(start);
  expect(breaker.waitMs(start)).toBe(0);
  breaker.noteFailure(start);
  expect(breaker.waitMs(start)).toBe(10_000);
  expect(breaker.waitMs(after(10_000))).toBe(0);
  breaker.noteFailure(after(10_000));
  expect(breaker.waitMs(after(10_000))).toBe(20_000);
  breaker.noteSuccess();
  expect(breaker.waitMs(after(10_001))).toBe(0);
});

test("failures of sends that were under way when the breaker opened do not prolong the pause", () => {
  const breaker = new CircuitBreaker();
  for (let n = 0; n < 16; n += 1) breaker.noteFailure(start);
  expect(breaker.waitMs(start)).toBe(10_000);
});
