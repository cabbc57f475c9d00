import { expect, test } from "@jest/globals";
import { residentName } from "../../../src/bot/store/keys.ts";
import { createMemoryStore } from "../../../src/bot/store/memory-store.ts";
import { testOutboxStore } from "./outbox-store-contract.ts";
import { storedFacts } from "./stored-facts.ts";
import { someone, stateTtlDays, testTurnStore, turnOf } from "./turn-store-contract.ts";

const open = async () => {
  let time = Date.UTC(2026, 10, 23);
  const store = createMemoryStore({ now: () => new Date(time), stateTtlDays });
  const elapse = async (ms: number) => {
    time += ms;
  };
  return { store, elapse, nameOf: residentName };
};

testTurnStore("memory", open);
testOutboxStore("memory", open);

test("the memory store forgets the longest silent conversation when it is full", async () => {
  const store = createMemoryStore({
    now: () => new Date(0),
    stateTtlDays,
    maxConversationChars: 1000,
  });
  const residents = Array.from({ length: 10 }, someone);
  for (const resident of residents) await store.commit(turnOf(resident, "m1"));
  const versions = await Promise.all(
    residents.map(async (resident) => (await store.load(resident, "m2")).version),
  );
  expect(versions.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
  expect(versions.at(-1)).toBe(1);
});

test("the memory store drops the oldest facts beyond its limit", async () => {
  const store = createMemoryStore({ now: () => new Date(0), stateTtlDays, maxFacts: 2 });
  const residents = Array.from({ length: 3 }, someone);
  for (const resident of residents) await store.commit(turnOf(resident, "m1"));
  const kept = await storedFacts(store);
  expect(kept.map(({ id }) => id)).toEqual(residents.slice(1).map(({ user }) => `${user} m1`));
});
