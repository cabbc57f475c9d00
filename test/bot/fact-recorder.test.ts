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

function setUp(count: number) {
  const kept = new Map(
    Array.from({ length: count }, (_, index) => [`key ${index}`, factOf(`fact ${index}`)]),
  );
  const recorded: string[] = [];
  const failures: unknown[] = [];
  const database = { fails: false, hold: Promise.resolve() };
  const rests: number[] = [];
  const rested = Promise.withResolvers<void>();
  const recorder = createFactRecorder({
    rest: async (ms) => {
      rests.push(ms);
      if (rests.length === 2) rested.resolve();
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
  return { kept, recorded, failures, database, recorder, rests, restedTwice: rested.promise };
}

test("facts go to the record in batches and are settled", async () => {
  const { kept, recorded, recorder } = setUp(1201);
  await recorder.fold();
  expect(recorded).toHaveLength(1201);
  expect(kept.size).toBe(0);
});

test("a database that fails leaves the facts for the next round", async () => {
  const { kept, recorded, failures, database, recorder } = setUp(3);
  database.fails = true;
  await recorder.fold();
  expect([kept.size, recorded.length, failures.length]).toEqual([3, 0, 1]);
  database.fails = false;
  await recorder.fold();
  expect([kept.size, recorded.length, failures.length]).toEqual([0, 3, 1]);
});

test("two rounds are never under way at once", async () => {
  const { recorded, recorder } = setUp(3);
  await Promise.all([recorder.fold(), recorder.fold()]);
  expect(recorded).toHaveLength(3);
});

test("closing waits for the round under way and folds what came since", async () => {
  const { kept, recorded, database, recorder } = setUp(1);
  const held = Promise.withResolvers<void>();
  database.hold = held.promise;
  recorder.start(60_000);
  const round = recorder.fold();
  const closed = recorder.close();
  kept.set("late", factOf("late"));
  held.resolve();
  await Promise.all([round, closed]);
  expect(recorded).toEqual(["fact 0", "late"]);
  expect(kept.size).toBe(0);
});

test("a round rests after each batch, unless somebody waits for it", async () => {
  const awaited = setUp(1_000);
  await awaited.recorder.fold();
  expect([awaited.recorded.length, awaited.rests.length]).toEqual([1_000, 0]);
  const { recorder, rests, restedTwice } = setUp(200);
  recorder.start(1);
  await restedTwice;
  await recorder.close();
  expect(rests).toEqual([expect.any(Number), expect.any(Number)]);
});
