import { describe, expect, test } from "@jest/globals";
import {
  maxWebEntries,
  seenMarkHours,
  type TurnCommit,
  type TurnStore,
} from "../../../src/bot/store/turn-store.ts";
import type { Resident } from "../../../src/channels/resident.ts";
import type { ConversationState } from "../../../src/flows/engine/state.ts";
import type { Message } from "../../../src/wording/message.ts";
import { storedFacts } from "./stored-facts.ts";

export interface StoreUnderTest {
  readonly store: TurnStore;
  /** Lets time pass for everything that is stored. */
  readonly elapse: (ms: number) => Promise<void>;
  /** Returns the name by which the store queues a resident's replies. */
  readonly nameOf: (resident: Resident) => string;
}

export const stateTtlDays = 7;
const msPerHour = 3_600_000;
const at = new Date("2026-11-23T01:00:00Z");
let residents = 0;

export function someone(): Resident {
  residents += 1;
  return { channel: "web", account: "page", user: `visitor ${residents}:{x}` };
}

export function stateAsked(asked: number): ConversationState {
  return { v: 1, frames: [], asked, asking: null, page: 0, misses: 0, point: null, place: null };
}

function text(words: string): Message {
  return { type: "text", text: words };
}

export function turnOf(
  resident: Resident,
  messageId: string,
  rest: Partial<TurnCommit> = {},
): TurnCommit {
  return {
    resident,
    messageId,
    version: 0,
    nextVersion: (rest.version ?? 0) + 1,
    state: stateAsked(1),
    at,
    said: text("xin chào"),
    replies: [text("chào bác")],
    fact: {
      id: `${resident.user} ${messageId}`,
      at,
      channel: "web",
      residentHash: "hash",
      flow: "menu",
      step: "ask",
      outcome: "asked",
      point: null,
      missedWords: [],
    },
    ...rest,
  };
}

/** The contract of a turn store, which every store is tested against. */
export function testTurnStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`turn store: ${name}`, () => {
    test("returns nothing for a resident who never wrote", async () => {
      const { store } = await open();
      expect(await store.load(someone(), "m1")).toEqual({ state: null, version: 0, isSeen: false });
      expect(await store.readWeb(someone())).toEqual({ continues: false, entries: [] });
    });

    test("stores state, seen-mark, entries and fact of a turn together", async () => {
      const { store } = await open();
      const resident = someone();
      const turn = turnOf(resident, "m1");
      expect(await store.commit(turn)).toBe("committed");

      expect(await store.load(resident, "m1")).toEqual({
        state: stateAsked(1),
        version: 1,
        isSeen: true,
      });
      const { entries } = await store.readWeb(resident);
      expect(entries).toEqual([
        { id: expect.any(String), at, from: "visitor", sentAs: "m1", message: text("xin chào") },
        { id: expect.any(String), at, from: "service", message: text("chào bác") },
      ]);
      expect(await storedFacts(store)).toEqual([turn.fact]);
    });

    test("stores the language of a conversation and of each message", async () => {
      const { store } = await open();
      const resident = someone();
      const state = { ...stateAsked(1), language: "en" } as const;
      const replies = [{ ...text("hello"), language: "en" } as const];
      await store.commit(turnOf(resident, "m1", { state, replies }));
      expect((await store.load(resident, "m2")).state).toStrictEqual(state);
      const { entries } = await store.readWeb(resident);
      expect(entries.at(-1)?.message).toStrictEqual(replies[0]);
    });

    test("refuses a turn that was loaded before another was committed, and stores nothing of it", async () => {
      const { store } = await open();
      const resident = someone();
      await store.commit(turnOf(resident, "m1"));
      expect(await store.commit(turnOf(resident, "m2", { state: stateAsked(9) }))).toBe("stale");

      expect(await store.load(resident, "m2")).toEqual({
        state: stateAsked(1),
        version: 1,
        isSeen: false,
      });
      expect((await store.readWeb(resident)).entries).toHaveLength(2);
      expect(await storedFacts(store)).toHaveLength(1);
    });

    test("commits one of two copies of an event, whatever version the other was loaded with", async () => {
      const { store } = await open();
      const resident = someone();
      const results = await Promise.all([
        store.commit(turnOf(resident, "m1")),
        store.commit(turnOf(resident, "m1")),
      ]);
      expect(results.toSorted()).toEqual(["committed", "seen"]);
      expect(await store.commit(turnOf(resident, "m1", { version: 1 }))).toBe("seen");
      expect((await store.readWeb(resident)).entries).toHaveLength(2);
    });

    test("separates residents of different accounts", async () => {
      const { store } = await open();
      const resident = someone();
      await store.commit(turnOf(resident, "m1"));
      const namesake = { ...resident, account: "another" };
      expect(await store.load(namesake, "m1")).toEqual({ state: null, version: 0, isSeen: false });
    });

    test("refuses a state that is larger than its limit", async () => {
      const { store } = await open();
      const resident = someone();
      const state = { ...stateAsked(1), point: "x".repeat(5000) };
      await expect(store.commit(turnOf(resident, "m1", { state }))).rejects.toMatchObject({
        code: "STATE_TOO_LARGE",
      });
      expect(await store.load(resident, "m1")).toMatchObject({ version: 0, isSeen: false });
    });

    test("reads only the entries after the last one that the reader has", async () => {
      const { store } = await open();
      const resident = someone();
      await store.commit(turnOf(resident, "m1"));
      const { entries } = await store.readWeb(resident);
      await store.commit(turnOf(resident, "m2", { version: 1, replies: [text("hai")] }));

      const page = await store.readWeb(resident, entries.at(-1)?.id);
      expect(page.continues).toBe(true);
      expect(page.entries.map(({ message }) => message)).toEqual([text("xin chào"), text("hai")]);
      const last = page.entries.at(-1)?.id;
      expect(await store.readWeb(resident, last)).toEqual({ continues: true, entries: [] });
    });

    test.each(["1-1", "99999999999999-0", "not an id", ""])(
      "reads all entries for the unknown id %j",
      async (id) => {
        const { store } = await open();
        const resident = someone();
        await store.commit(turnOf(resident, "m1"));
        const page = await store.readWeb(resident, id);
        expect(page.continues).toBe(false);
        expect(page.entries).toHaveLength(2);
      },
    );

    test(`stores the last ${maxWebEntries} entries only`, async () => {
      const { store } = await open();
      const resident = someone();
      const many = Array.from({ length: maxWebEntries + 5 }, (_, index) => text(String(index)));
      await store.commit(turnOf(resident, "m1", { replies: many }));
      const { entries } = await store.readWeb(resident);
      expect(entries.map(({ message }) => message)).toEqual(many.slice(-maxWebEntries));
    });

    test("forgets a conversation when its days have passed since the latest turn", async () => {
      const { store, elapse } = await open();
      const resident = someone();
      await store.commit(turnOf(resident, "m1"));
      await elapse(stateTtlDays * 24 * msPerHour - msPerHour);
      await store.commit(turnOf(resident, "m2", { version: 1 }));
      await elapse(stateTtlDays * 24 * msPerHour - msPerHour);
      expect(await store.load(resident, "m9")).toMatchObject({ version: 2 });
      expect((await store.readWeb(resident)).entries).toHaveLength(4);

      await elapse(2 * msPerHour);
      expect(await store.load(resident, "m9")).toEqual({ state: null, version: 0, isSeen: false });
      expect((await store.readWeb(resident)).entries).toEqual([]);
    });

    test(`recognises a seen event for ${seenMarkHours} hours`, async () => {
      const { store, elapse } = await open();
      const resident = someone();
      await store.commit(turnOf(resident, "m1"));
      await elapse(seenMarkHours * msPerHour - msPerHour);
      expect(await store.load(resident, "m1")).toMatchObject({ isSeen: true });
      await elapse(2 * msPerHour);
      expect(await store.load(resident, "m1")).toMatchObject({ isSeen: false });
    });

    test("forgets a resident but not the seen-marks", async () => {
      const { store } = await open();
      const resident = someone();
      await store.commit(turnOf(resident, "m1"));
      await store.forget(resident);
      expect(await store.load(resident, "m1")).toEqual({ state: null, version: 0, isSeen: true });
      expect(await store.readWeb(resident)).toEqual({ continues: false, entries: [] });
      expect(await store.commit(turnOf(resident, "m2", { version: 1 }))).toBe("stale");
    });

    test("calls the watchers of a visitor, and no others, for each turn and for the erasure", async () => {
      const { store } = await open();
      const resident = someone();
      const first = counter();
      const second = counter();
      const stranger = counter();
      const stopFirst = store.watchWeb(resident, first.count);
      const stopSecond = store.watchWeb(resident, second.count);
      store.watchWeb(someone(), stranger.count);
      await waitForMessages();
      const before = [first.value(), stranger.value()];

      await store.commit(turnOf(resident, "m1"));
      await waitForMessages();
      expect(first.value()).toBe(Number(before[0]) + 1);
      stopFirst();
      await store.forget(resident);
      await waitForMessages();
      expect(first.value()).toBe(Number(before[0]) + 1);
      expect(second.value()).toBeGreaterThanOrEqual(2);
      expect(stranger.value()).toBe(before[1]);
      stopSecond();
    });

    test("yields a resident's facts in batches, the oldest first, until they are deleted", async () => {
      const { store } = await open();
      const resident = someone();
      const ids = ["m1", "m2", "m3"].map((message) => `${resident.user} ${message}`);
      for (const [version, message] of ["m1", "m2", "m3"].entries()) {
        await store.commit(turnOf(resident, message, { version }));
      }
      const batches = await Array.fromAsync(store.readFacts(2));
      expect(batches.map(({ facts }) => facts.map(({ id }) => id))).toEqual([
        ids.slice(0, 2),
        ids.slice(2),
      ]);
      expect((await storedFacts(store)).map(({ id }) => id)).toEqual(ids);

      const [first] = batches;
      if (first !== undefined) await store.deleteFacts(first);
      expect((await storedFacts(store)).map(({ id }) => id)).toEqual(ids.slice(2));
    });

    test("deletes a batch twice without deleting later facts", async () => {
      const { store } = await open();
      const resident = someone();
      await store.commit(turnOf(resident, "m1"));
      const [batch] = await Array.fromAsync(store.readFacts(9));
      await store.commit(turnOf(resident, "m2", { version: 1 }));
      for (const again of [batch, batch]) {
        if (again !== undefined) await store.deleteFacts(again);
      }
      expect((await storedFacts(store)).map(({ id }) => id)).toEqual([`${resident.user} m2`]);
    });

    test("answers a ping", async () => {
      const { store } = await open();
      await expect(store.ping()).resolves.toBeUndefined();
    });
  });
}

function counter() {
  let calls = 0;
  return {
    count: () => {
      calls += 1;
    },
    value: () => calls,
  };
}

/** Messages of other connections arrive after a few rounds of the event loop. */
async function waitForMessages(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 50));
}
