import { expect, test } from "@jest/globals";
import {
  createTurnProcessor,
  type TurnEvent,
  type TurnProcessorOptions,
} from "../../src/bot/process-turn.ts";
import { createMemoryStore } from "../../src/bot/store/memory-store.ts";
import type { TurnStore } from "../../src/bot/store/turn-store.ts";
import { echo } from "./echo-flow.ts";
import { emptyCatalog } from "./empty-catalog.ts";
import { noPorts } from "./no-ports.ts";
import { storedFacts } from "./store/stored-facts.ts";

const now = () => new Date("2026-11-23T01:00:00Z");
const resident = { channel: "web", account: "page", user: "v1" } as const;

function setUp(overrides: Partial<TurnProcessorOptions> = {}) {
  const store = createMemoryStore({ now, stateTtlDays: 7 });
  const turn = createTurnProcessor({
    store,
    converse: echo,
    perform: noPorts,
    catalog: () => emptyCatalog,
    now,
    hashResident: ({ user }) => `hash of ${user}`,
    contactPhone: null,
    muteMinutes: 60,
    firstVersion: () => 1,
    ...overrides,
  });
  return { store, turn };
}

function say(messageId: string, text: string): TurnEvent {
  const said = { type: "text", text } as const;
  return { resident, messageId, input: { type: "text", text }, said, address: null };
}

async function talk(store: TurnStore): Promise<string[]> {
  const { entries } = await store.readWeb(resident);
  return entries.map(({ message }) => message.text);
}

test("a turn stores what was said, the reply, and one fact without words or names", async () => {
  const { store, turn } = setUp();
  const outcome = await turn(say("m1", "khai sinh"));
  expect(await talk(store)).toEqual(["khai sinh", "1: khai sinh"]);
  const fact = {
    id: "hash of v1:m1",
    at: now(),
    channel: "web",
    residentHash: "hash of v1",
    flow: "echo",
    step: "1",
    outcome: "answered",
    point: null,
    missedWords: [],
  };
  expect(outcome).toEqual({ status: "committed", fact });
  expect(await storedFacts(store)).toEqual([fact]);
});

test("control characters in a platform's id are escaped in the fact", async () => {
  const { store, turn } = setUp();
  await turn(say("m\t1\n", "khai sinh"));
  expect(await storedFacts(store)).toMatchObject([{ id: "hash of v1:m%091%0A" }]);
  expect(await turn(say("m\t1\n", "khai sinh"))).toEqual({ status: "seen" });
});

test("an event that was answered before is dropped", async () => {
  const { store, turn } = setUp();
  await turn(say("m1", "một"));
  expect(await turn(say("m1", "một"))).toEqual({ status: "seen" });
  expect(await talk(store)).toEqual(["một", "1: một"]);
});

test("two copies of an event at once are answered once", async () => {
  const { store, turn } = setUp();
  const outcomes = await Promise.all([turn(say("m1", "một")), turn(say("m1", "một"))]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["committed", "seen"]);
  expect(await talk(store)).toHaveLength(2);
});

test("events of one resident at once all count, and none overwrites another", async () => {
  const { store, turn } = setUp();
  await Promise.all(["a", "b", "c", "d"].map((text) => turn(say(text, text))));
  const answers = (await talk(store)).filter((line) => line.includes(": "));
  expect(answers.map((line) => line[0])).toEqual(["1", "2", "3", "4"]);
  expect(await store.load(resident, "e")).toMatchObject({ version: 4, state: { asked: 4 } });
});

test("a resident who talks on is not loaded again", async () => {
  const { store } = setUp();
  const loaded: string[] = [];
  const load: TurnStore["load"] = (who, messageId) => {
    loaded.push(messageId);
    return store.load(who, messageId);
  };
  const { turn } = setUp({ store: { ...store, load } });
  for (const text of ["một", "hai", "ba"]) await turn(say(text, text));
  expect(loaded).toEqual(["một"]);
  expect(await turn(say("hai", "hai"))).toEqual({ status: "seen" });
  expect(await talk(store)).toEqual(["một", "1: một", "hai", "2: hai", "ba", "3: ba"]);
});

test("a turn that another replica committed in between is not overwritten", async () => {
  const { store, turn: here } = setUp();
  const { turn: there } = setUp({ store });
  await here(say("a", "a"));
  await there(say("b", "b"));
  await here(say("c", "c"));
  expect(await talk(store)).toEqual(["a", "1: a", "b", "2: b", "c", "3: c"]);
});

test("an erased conversation that another replica started again is not restored from the cache", async () => {
  const { store, turn: here } = setUp({ firstVersion: () => 40 });
  const { turn: there } = setUp({ store, firstVersion: () => 900 });
  for (const text of ["a", "b"]) await here(say(text, text));
  await store.forget(resident);
  for (const text of ["c", "d"]) await there(say(text, text));
  await here(say("e", "e"));
  expect(await talk(store)).toEqual(["c", "1: c", "d", "2: d", "e", "3: e"]);
});

test("a turn that loses every race rejects with TURN_CONTENDED", async () => {
  const { store } = setUp();
  const { turn } = setUp({ store: { ...store, commit: async () => "stale" } });
  await expect(turn(say("m1", "một"))).rejects.toMatchObject({ code: "TURN_CONTENDED" });
});

test("an unreadable state starts the conversation again, and the fact says so", async () => {
  const { store } = setUp();
  const load = async () => ({ state: null, version: 3, isSeen: false });
  const committed: unknown[] = [];
  const { turn } = setUp({
    store: {
      load,
      forget: async () => {},
      commit: async ({ version }) => {
        committed.push(version);
        return "committed";
      },
    },
  });
  expect(await turn(say("m1", "một"))).toMatchObject({
    status: "committed",
    fact: { outcome: "state-discarded", step: "1" },
  });
  expect(committed).toEqual([3]);
  expect(await storedFacts(store)).toEqual([]);
});

test("a state over its limit rejects with STATE_TOO_LARGE, and nothing is stored", async () => {
  const { store, turn } = setUp({
    converse: (state, input, context) => {
      const turned = echo(state, input, context);
      return { ...turned, state: { ...turned.state, point: "x".repeat(5000) } };
    },
  });
  await expect(turn(say("m1", "một"))).rejects.toMatchObject({ code: "STATE_TOO_LARGE" });
  expect(await store.load(resident, "m1")).toMatchObject({ version: 0, isSeen: false });
});

test("flows receive the phone number of the context", async () => {
  const { store, turn } = setUp({ contactPhone: "1022" });
  await turn(say("m1", "một"));
  expect(await talk(store)).toEqual(["một", "1: một\n1022"]);
});

test("replies to a platform are split into single sends, those to the web page are not", async () => {
  const kept: string[][] = [];
  const long = "Bác mang giấy tờ gốc. ".repeat(300);
  const { turn } = setUp({
    store: {
      load: async () => ({ state: null, version: 0, isSeen: false }),
      forget: async () => {},
      commit: async ({ replies }) => {
        kept.push(replies.map(({ text }) => text));
        return "committed";
      },
    },
  });
  await turn(say("m1", long));
  await turn({ ...say("m2", long), resident: { channel: "zalo", account: "oa", user: "u1" } });
  expect(kept.map((texts) => texts.length)).toEqual([1, 4]);
  for (const text of kept[1] ?? []) expect(text.length).toBeLessThanOrEqual(2000);
});
