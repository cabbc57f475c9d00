import { expect, test } from "@jest/globals";
import { createFactRecorder } from "../../src/bot/fact-recorder.ts";
import type { TurnFact } from "../../src/bot/store/turn-store.ts";

function factOf(id: string): TurnFact {
  return {
    id,
    at: new Date("2026-11-23T01:00:00Z"),
    channel: "web",
    residentHash: "hash",
    flow: "menu",
    step: "topic",
    outcome: "asked",
    point: null,
    missedWords: [],
  };
}

function setUp(count: number, intervalMs = 60_000) {
  const kept = new Map(
    Array.from({ length: count }, (_, index) => [`key ${index}`, factOf(`fact ${index}`)]),
  );
  const recorded: string[] = [];
  const failures: unknown[] = [];
  const database = { fails: false, hold: Promise.resolve() };
  const pauses: number[] = [];
  const paused = Promise.withResolvers<void>();
  const recorder = createFactRecorder({
    intervalMs,
    pause: async (ms) => {
      pauses.push(ms);
      if (pauses.length === 2) paused.resolve();
    },
    store: {
      readFacts: async function* (limit) {
        for (let left = [...kept]; left.length > 0; left = left.slice(limit)) {
          const batch = left.slice(0, limit);
          yield { key: `${batch.length}`, facts: batch.map(([, fact]) => fact) };
        }
      },
      deleteFacts: async ({ key: count }) => {
        for (const key of [...kept.keys()].slice(0, Number(count))) kept.delete(key);
      },
    },
    record: async (facts) => {
      await database.hold;
      if (database.fails) throw new Error("no database");
      recorded.push(...facts.map(({ id }) => id));
    },
    onFailure: (error) => failures.push(error),
  });
  return { kept, recorded, failures, database, recorder, pauses, pausedTwice: paused.promise };
}

test("facts are recorded in batches and then deleted from the store", async () => {
  const { kept, recorded, recorder } = setUp(1201);
  await recorder.flush();
  expect(recorded).toHaveLength(1201);
  expect(kept.size).toBe(0);
});

test("a failing database leaves the facts for the next round", async () => {
  const { kept, recorded, failures, database, recorder } = setUp(3);
  database.fails = true;
  await recorder.flush();
  expect([kept.size, recorded.length, failures.length]).toEqual([3, 0, 1]);
  database.fails = false;
  await recorder.flush();
  expect([kept.size, recorded.length, failures.length]).toEqual([0, 3, 1]);
});

test("two flushes at once record each fact once", async () => {
  const { recorded, recorder } = setUp(3);
  await Promise.all([recorder.flush(), recorder.flush()]);
  expect(recorded).toHaveLength(3);
});

test("closing waits for the round under way and records what came since", async () => {
  const { kept, recorded, database, recorder } = setUp(1);
  const held = Promise.withResolvers<void>();
  database.hold = held.promise;
  recorder.start();
  const round = recorder.flush();
  const closed = recorder.close();
  kept.set("late", factOf("late"));
  held.resolve();
  await Promise.all([round, closed]);
  expect(recorded).toEqual(["fact 0", "late"]);
  expect(kept.size).toBe(0);
});

test("a round pauses after each batch unless a flush waits for it", async () => {
  const awaited = setUp(1_000);
  await awaited.recorder.flush();
  expect([awaited.recorded.length, awaited.pauses.length]).toEqual([1_000, 0]);
  const { recorder, pauses, pausedTwice } = setUp(200, 1);
  recorder.start();
  await pausedTwice;
  await recorder.close();
  expect(pauses).toEqual([expect.any(Number), expect.any(Number)]);
});
