import { expect, test } from "@jest/globals";
import { createDrainer } from "../../../src/bot/journal/drainer.ts";
import type { Journal } from "../../../src/bot/journal/journal.ts";
import type { ChannelEvent } from "../../../src/channels/event.ts";
import { createSecretBox } from "../../../src/security/secret-box.ts";
import { temporaryFolder, testJournal } from "./journal-fixtures.ts";

const start = Date.UTC(2026, 10, 23, 1);

function event(user: string, id: string, second = 0): ChannelEvent {
  const at = new Date(start + second * 1000);
  return { channel: "zalo", account: "oa", user, id, at, payload: { type: "text", text: id } };
}

async function setUp(apply: (event: ChannelEvent) => Promise<void>) {
  const journal: Journal = await testJournal({
    folder: await temporaryFolder(),
    box: createSecretBox("k".repeat(64), "journal"),
    now: () => new Date(start),
    onIssue: () => undefined,
  });
  const timers: { ms: number; callback: () => void }[] = [];
  const delays: unknown[] = [];
  const drainer = createDrainer({
    journal,
    apply,
    clock: {
      now: () => 0,
      after: (ms, callback) => {
        timers.push({ ms, callback });
        return () => timers.splice(0);
      },
    },
    onDelay: (error) => delays.push(error),
  });
  return { journal, drainer, timers, delays };
}

/** Waits for file system calls and what follows them. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

test("applies each resident's events in order and leaves the journal empty", async () => {
  const applied: string[] = [];
  const { journal, drainer } = await setUp(async ({ id }) => {
    applied.push(id);
  });
  for (const [user, id, at] of [
    ["a", "a2", 2],
    ["b", "b1", 1],
    ["a", "a1", 1],
  ] as const) {
    await journal.append(event(user, id, at));
  }
  await drainer.drain();
  expect(applied.filter((id) => id.startsWith("a"))).toEqual(["a1", "a2"]);
  expect(applied.toSorted()).toEqual(["a1", "a2", "b1"]);
  expect(journal.stats()).toMatchObject({ waiting: 0, bytes: 0 });
});

test("an event that must wait delays its own resident only", async () => {
  const applied: string[] = [];
  const { journal, drainer, delays } = await setUp(async ({ id, user }) => {
    if (user === "a") throw new Error("away");
    applied.push(id);
  });
  for (const [user, id] of [
    ["a", "a1"],
    ["a", "a2"],
    ["b", "b1"],
  ] as const) {
    await journal.append(event(user, id));
  }
  await drainer.drain();
  expect(applied).toEqual(["b1"]);
  expect(journal.stats().waiting).toBe(2);
  expect(delays).toHaveLength(1);
});

test("while the store is away, a round tries few events and the next one comes later", async () => {
  let tries = 0;
  let isAway = true;
  const { journal, drainer, timers } = await setUp(async () => {
    tries += 1;
    if (isAway) throw new Error("away");
  });
  await Promise.all(Array.from({ length: 200 }, (_, n) => journal.append(event(`u${n}`, `m${n}`))));
  drainer.start();
  const waits: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    await until(() => timers.length > 0);
    const [timer] = timers.splice(0);
    waits.push(timer?.ms ?? 0);
    if (round === 2) isAway = false;
    timer?.callback();
  }
  expect(waits).toEqual([2_000, 2_000, 2_000, 1_000]);
  expect(tries).toBeLessThan(200 + 4 * 32);
  await drainer.close();
  expect(journal.stats().waiting).toBe(0);
});

test("an event appended while its resident is drained is applied in the same round", async () => {
  const applied: string[] = [];
  const { journal, drainer } = await setUp(async ({ id }) => {
    applied.push(id);
    if (id === "a1") await journal.append(event("a", "a2", 2));
  });
  await journal.append(event("a", "a1", 1));
  await drainer.drain();
  expect(applied).toEqual(["a1", "a2"]);
});

test("closing waits for the event under way and leaves the others on disk", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const applied: string[] = [];
  const { journal, drainer } = await setUp(async ({ id }) => {
    applied.push(id);
    await promise;
  });
  await journal.append(event("a", "a1", 1));
  await journal.append(event("a", "a2", 2));
  drainer.start();
  await until(() => applied.length > 0);
  const closing = drainer.close();
  resolve();
  await closing;
  expect(applied).toEqual(["a1"]);
  expect(journal.stats().waiting).toBe(1);
});
