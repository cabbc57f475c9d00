import { expect, test } from "@jest/globals";
import {
  bulkKey,
  createMemoryPacer,
  rateDoublesMs,
  withBulkLimits,
} from "../../src/channels/pacing.ts";

function setUp(count: number, perMs: number) {
  let time = 0;
  const pacer = createMemoryPacer({ page: { count, perMs } }, () => time);
  /** Counts the sends in that many milliseconds. */
  const countSends = async (ms: number, lane: "reply" | "bulk") => {
    let sends = 0;
    for (const end = time + ms; time < end; time += 1) {
      while ((await pacer.acquire("page", lane)) === 0) sends += 1;
    }
    return sends;
  };
  return { pacer, count: countSends };
}

test.each([
  [2000, 60_000],
  [10, 1_000],
  [1, 1_000],
])("never exceeds %d sends in %d ms, and nearly reaches them", async (limit, perMs) => {
  const { count } = setUp(limit, perMs);
  expect(await count(perMs, "reply")).toBeLessThanOrEqual(limit);
  const later = await count(4 * perMs, "reply");
  expect(later).toBeLessThanOrEqual(4 * limit);
  expect(later).toBeGreaterThanOrEqual(4 * limit * 0.4);
});

test("never waits for an account without a limit or with the limit 0", () => {
  const { pacer } = setUp(0, 1_000);
  for (const account of ["page", "another"]) {
    for (let send = 0; send < 100; send += 1) expect(pacer.acquire(account, "bulk")).toBe(0);
  }
});

test("leaves room for a reply while bulk messages are sent", async () => {
  const { pacer, count } = setUp(10, 1_000);
  await count(5_000, "bulk");
  while ((await pacer.acquire("page", "bulk")) === 0);
  expect(await pacer.acquire("page", "reply")).toBe(0);
});

test("stops for as long as the platform asks, continues at half the rate, and recovers later", async () => {
  const { pacer, count } = setUp(100, 1_000);
  await count(1_000, "reply");
  await pacer.slowDown("page", 3_000);
  expect(await count(3_000, "reply")).toBeLessThanOrEqual(1);
  await count(1_000, "reply");
  const slowed = await count(1_000, "reply");
  expect(slowed).toBeGreaterThan(35);
  expect(slowed).toBeLessThan(65);
  await count(rateDoublesMs * 2, "reply");
  expect(await count(1_000, "reply")).toBeGreaterThan(90);
});

test("applies a separate limit to what is sent to many, and keeps the limit for replies", async () => {
  let time = 0;
  const limits = {
    page: { count: 40, perMs: 1_000 },
    [bulkKey("page")]: { count: 10, perMs: 1_000 },
  };
  const pacer = withBulkLimits(
    createMemoryPacer(limits, () => time),
    limits,
  );
  let bulk = 0;
  let delayedReplies = 0;
  for (; time < 10_000; time += 1) {
    if ((await pacer.acquire("page", "bulk")) === 0) bulk += 1;
    const isReplyDue = time % 100 === 0;
    if (isReplyDue && (await pacer.acquire("page", "reply")) > 0) delayedReplies += 1;
  }
  expect(bulk).toBeLessThanOrEqual(100);
  expect(bulk).toBeGreaterThanOrEqual(50);
  expect(delayedReplies).toBe(0);
});
