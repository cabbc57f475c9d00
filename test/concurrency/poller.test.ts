import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { createPoller } from "../../src/concurrency/poller.ts";

const intervalMs = 1_000;

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

test("runs once per interval and not before the first one is over", async () => {
  let runs = 0;
  const poller = createPoller({ intervalMs, run: async () => (runs += 1), onError: fail });
  poller.start();

  await jest.advanceTimersByTimeAsync(intervalMs - 1);
  expect(runs).toBe(0);
  await jest.advanceTimersByTimeAsync(2 * intervalMs);
  expect(runs).toBe(2);

  await poller.close();
});

test("starts no second run while one is under way", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let runs = 0;
  const run = () => {
    runs += 1;
    return promise;
  };
  const poller = createPoller({ intervalMs, run, onError: fail });
  poller.start();

  await jest.advanceTimersByTimeAsync(3 * intervalMs);
  expect(runs).toBe(1);

  resolve();
  await poller.close();
});

test("hands a failure over and runs again at the next interval", async () => {
  const errors: unknown[] = [];
  let runs = 0;
  const run = async () => {
    runs += 1;
    throw new Error(`run ${runs}`);
  };
  const poller = createPoller({ intervalMs, run, onError: (error) => errors.push(error) });
  poller.start();

  await jest.advanceTimersByTimeAsync(2 * intervalMs);
  expect(errors).toEqual([new Error("run 1"), new Error("run 2")]);

  await poller.close();
});

test("close waits for the run under way and starts none after it", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let runs = 0;
  let isClosed = false;
  const run = () => {
    runs += 1;
    return promise;
  };
  const poller = createPoller({ intervalMs, run, onError: fail });
  poller.start();
  await jest.advanceTimersByTimeAsync(intervalMs);

  const closed = poller.close().then(() => {
    isClosed = true;
  });
  await jest.advanceTimersByTimeAsync(2 * intervalMs);
  expect([runs, isClosed]).toEqual([1, false]);

  resolve();
  await closed;
  expect(isClosed).toBe(true);
});

function fail(error: unknown): never {
  throw error;
}
