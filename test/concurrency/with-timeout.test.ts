import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { withTimeout } from "../../src/concurrency/with-timeout.ts";

const late = () => new Error("too late");

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

test("resolves and rejects as work that ends in time does", async () => {
  await expect(withTimeout(Promise.resolve(7), 100, late)).resolves.toBe(7);
  await expect(withTimeout(Promise.reject(new Error("broken")), 100, late)).rejects.toThrow(
    "broken",
  );
  expect(jest.getTimerCount()).toBe(0);
});

test("rejects with the caller's error once the time is over", async () => {
  const outcome = expect(withTimeout(new Promise(() => {}), 100, late)).rejects.toThrow("too late");
  await jest.advanceTimersByTimeAsync(100);
  await outcome;
});
