import { beforeEach, expect, test } from "@jest/globals";
import fc from "fast-check";
import { createIntake, type IntakeOptions } from "../../src/bot/intake.ts";
import { createDrainer } from "../../src/bot/journal/drainer.ts";
import { createTurnProcessor, type TurnEvent } from "../../src/bot/process-turn.ts";
import { createReferrals } from "../../src/bot/referrals.ts";
import { createMemoryStore } from "../../src/bot/store/memory-store.ts";
import type { ChannelEvent, EventPayload } from "../../src/channels/event.ts";
import type { Resident } from "../../src/channels/resident.ts";
import { DatabaseUnavailableError } from "../../src/db/unavailable.ts";
import type { ConversationState } from "../../src/flows/engine/state.ts";
import { createSecretBox } from "../../src/security/secret-box.ts";
import { echo } from "./echo-flow.ts";
import { emptyCatalog } from "./empty-catalog.ts";
import { temporaryFolder, testJournal } from "./journal/journal-fixtures.ts";
import { noPorts } from "./no-ports.ts";

const now = () => new Date("2026-11-23T01:00:00Z");
const unavailable = () => Object.assign(new Error("away"), { code: "STORE_UNAVAILABLE" });

let applied: string[] = [];
let results: string[] = [];
beforeEach(() => {
  applied = [];
  results = [];
});

function event(
  id: string,
  second = 0,
  payload: EventPayload = { type: "text", text: id },
): ChannelEvent {
  const at = new Date(now().getTime() + second * 1000);
  return { channel: "zalo", account: "oa", user: "u1", id, at, payload };
}

async function setUp(overrides: Partial<IntakeOptions> = {}, journalBytes?: number) {
  const folder = await temporaryFolder();
  const journal = await testJournal({
    folder,
    box: createSecretBox("k".repeat(64), "journal"),
    now,
    onIssue: () => undefined,
    ...(journalBytes !== undefined && { maxBytes: journalBytes }),
  });
  const store = createMemoryStore({ now, stateTtlDays: 7 });
  const runTurn = createTurnProcessor({
    store,
    converse: echo,
    perform: noPorts,
    catalog: () => emptyCatalog,
    now,
    hashResident: ({ user }) => user,
    contactPhone: null,
    muteMinutes: 60,
  });
  /** Records the order in which turns were committed. */
  const turn = async (given: TurnEvent) => {
    const outcome = await runTurn(given);
    if (outcome.status === "committed") applied.push(given.messageId);
    return outcome;
  };
  const intake = createIntake({
    processTurn: turn,
    store,
    journal,
    referrals: createReferrals(async () => null),
    count: ({ id }, result) => results.push(`${id} ${result}`),
    onFailure: () => undefined,
    ...overrides,
  });
  const drainer = createDrainer({
    journal,
    apply: intake.apply,
    onDelay: () => undefined,
  });
  return { intake, journal, store, drainer, turn, folder };
}

test("each kind of event becomes the turn's input, without a line of the resident", async () => {
  const taken: TurnEvent[] = [];
  const { intake } = await setUp({
    processTurn: async (given) => {
      taken.push(given);
      return { status: "seen" };
    },
  });
  const { at } = event("m1");
  const payloads: EventPayload[] = [
    { type: "text", text: "chào" },
    { type: "choice", question: "q1", value: "v1" },
    { type: "location", lat: 10, lon: 106 },
    { type: "media", kind: "audio" },
    { type: "follow" },
    { type: "human-replied" },
    { type: "referral", ref: "point:nha-van-hoa" },
    { type: "text", text: "#PX12" },
  ];
  for (const [index, payload] of payloads.entries())
    await intake.receive(event(`m${index}`, 0, payload));
  expect(taken.map(({ input }) => input)).toEqual([
    ...payloads.slice(0, 4),
    { type: "start" },
    { type: "human-replied", at },
    { type: "start", point: "nha-van-hoa" },
    { type: "start", lost: true },
  ]);
  expect(taken[0]).toMatchObject({
    resident: { channel: "zalo", account: "oa", user: "u1" },
    messageId: "m0",
    said: null,
  });
});

test("an unfollow and receipts are only counted", async () => {
  const { intake } = await setUp();
  await intake.receive(event("m1", 0, { type: "unfollow" }));
  await intake.receive(event("m2", 0, { type: "receipt", kind: "seen", messages: ["x"] }));
  expect([applied, results]).toEqual([[], ["m1 noted", "m2 noted"]]);
});

test("messages that arrive together are applied in the platform's order", async () => {
  const { intake, store } = await setUp();
  const seconds = [9, 3, 17, 1, 20, 8, 12, 5, 2, 19, 4, 11, 6, 15, 7, 10, 18, 13, 14, 16];
  await Promise.all(seconds.map((second) => intake.receive(event(`m${second}`, second))));
  expect(applied).toEqual(seconds.map((_, index) => `m${index + 1}`));
  expect(await store.load({ channel: "zalo", account: "oa", user: "u1" }, "x")).toMatchObject({
    state: { asked: 20 },
  });
});

test("a message older than one that was applied is still applied", async () => {
  const { intake } = await setUp();
  await intake.receive(event("later", 300));
  await intake.receive(event("older", 1));
  expect(applied).toEqual(["later", "older"]);
});

test("copies of an event, at once and later, are applied once", async () => {
  const { intake } = await setUp();
  await Promise.all([1, 2, 3].map(() => intake.receive(event("m1"))));
  await intake.receive(event("m1"));
  expect(applied).toEqual(["m1"]);
  expect(results.toSorted()).toEqual(["m1 applied", "m1 seen", "m1 seen", "m1 seen"]);
});

test("while the store is away, events and their successors go to the journal and are applied in order later", async () => {
  let isAway = true;
  let tries = 0;
  const holder = await setUp();
  const { intake, journal, drainer } = await setUp({
    processTurn: async (given) => {
      tries += 1;
      if (isAway) throw unavailable();
      return holder.turn(given);
    },
  });
  await intake.receive(event("m2", 2));
  await intake.receive(event("m1", 1));
  expect(tries).toBe(1);
  isAway = false;
  await intake.receive(event("m3", 3));
  expect([applied, journal.stats().waiting]).toEqual([[], 3]);
  await drainer.drain();
  expect(applied).toEqual(["m1", "m2", "m3"]);
  await intake.receive(event("m4", 4));
  expect(applied).toEqual(["m1", "m2", "m3", "m4"]);
  expect(results.slice(0, 3)).toEqual(["m2 journaled", "m1 journaled", "m3 journaled"]);
});

test("an event whose turn is too slow goes to the journal, and is not applied twice if the turn commits after all", async () => {
  const gate = Promise.withResolvers<void>();
  const holder = await setUp();
  const { intake, drainer } = await setUp({
    timeoutMs: 20,
    processTurn: async (given) => {
      await gate.promise;
      return holder.turn(given);
    },
  });
  await Promise.all([intake.receive(event("m1", 1)), intake.receive(event("m2", 2))]);
  expect(results).toEqual(["m1 journaled", "m2 journaled"]);
  gate.resolve();
  await drainer.drain();
  expect(applied).toEqual(["m1", "m2"]);
});

test("poison is tried three times and becomes a dead letter, and later events are applied", async () => {
  let tries = 0;
  const holder = await setUp();
  const { intake, journal } = await setUp({
    processTurn: async (given) => {
      if (given.messageId !== "poison") return holder.turn(given);
      tries += 1;
      throw new RangeError("broken");
    },
  });
  await Promise.all([intake.receive(event("poison", 1)), intake.receive(event("m2", 2))]);
  expect(tries).toBe(3);
  expect(applied).toEqual(["m2"]);
  expect(journal.stats()).toMatchObject({ parked: 1, waiting: 0 });
  expect(results).toEqual(["poison parked", "m2 applied"]);
});

test("poison in the journal becomes a dead letter, and the events behind it are applied", async () => {
  let isAway = true;
  const holder = await setUp();
  const { intake, journal, drainer } = await setUp({
    processTurn: async (given) => {
      if (isAway) throw unavailable();
      if (given.messageId === "poison") throw new RangeError("broken");
      return holder.turn(given);
    },
  });
  await intake.receive(event("poison", 1));
  await intake.receive(event("m2", 2));
  isAway = false;
  await drainer.drain();
  expect(applied).toEqual(["m2"]);
  expect(journal.stats()).toMatchObject({ parked: 1, waiting: 0 });
});

test("an event is refused if neither store nor journal takes it, and applied when it is sent again", async () => {
  let isAway = true;
  const holder = await setUp();
  const { intake } = await setUp(
    {
      processTurn: async (given) => {
        if (isAway) throw unavailable();
        return holder.turn(given);
      },
    },
    10,
  );
  await expect(intake.receive(event("m1"))).rejects.toMatchObject({ code: "JOURNAL_FULL" });
  expect(results).toEqual(["m1 refused"]);
  isAway = false;
  await intake.receive(event("m1"));
  expect(applied).toEqual(["m1"]);
});

test("a withdrawal erases the conversation and what other rooms store before it is acknowledged", async () => {
  const erased: Resident[] = [];
  const { intake, store } = await setUp({
    erasers: [
      async (resident) => {
        erased.push(resident);
      },
    ],
  });
  const resident = { channel: "zalo", account: "oa", user: "u1" } as const;
  await intake.receive(event("m1", 1));
  await intake.receive(event("w1", 2, { type: "withdrawn" }));
  expect(erased).toEqual([resident]);
  expect(await store.load(resident, "x")).toMatchObject({ state: null, version: 0 });
});

test("a withdrawal never becomes a dead letter: it and later events wait until everything is erased", async () => {
  let isBroken = true;
  const { intake, journal, store, drainer } = await setUp({
    erasers: [
      async () => {
        if (isBroken) throw new Error("the database is away");
      },
    ],
  });
  await intake.receive(event("m1", 1));
  await intake.receive(event("w1", 2, { type: "withdrawn" }));
  await intake.receive(event("m2", 3));
  await drainer.drain();
  expect([applied, journal.stats()]).toEqual([["m1"], expect.objectContaining({ waiting: 2 })]);
  isBroken = false;
  await drainer.drain();
  expect(applied).toEqual(["m1", "m2"]);
  expect(await store.load({ channel: "zalo", account: "oa", user: "u1" }, "x")).toMatchObject({
    state: { asked: 1 },
  });
});

test("every event is applied exactly once, however the store fails", async () => {
  const plan = fc.array(fc.record({ second: fc.nat(50), fails: fc.nat(2), twice: fc.boolean() }), {
    minLength: 1,
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(plan, async (steps) => {
      applied = [];
      const failures = new Map(steps.map(({ fails }, n) => [`m${n}`, fails]));
      const holder = await setUp();
      const { intake, journal, drainer } = await setUp({
        processTurn: async (given) => {
          const left = failures.get(given.messageId) ?? 0;
          failures.set(given.messageId, left - 1);
          if (left > 0) throw unavailable();
          return holder.turn(given);
        },
      });
      const events = steps.map(({ second }, n) => event(`m${n}`, second));
      const copies = events.flatMap((each, n) => (steps[n]?.twice ? [each, each] : [each]));
      await Promise.all(copies.map((each) => intake.receive(each)));
      for (let round = 0; journal.stats().waiting > 0 && round < 40; round += 1) {
        await drainer.drain();
      }
      expect(applied.toSorted()).toEqual(events.map(({ id }) => id).toSorted());
      await journal.close();
    }),
    { seed: 20261122, numRuns: 40 },
  );
});

test("a mute is stored in the state and seen by the next turn", async () => {
  // Muting itself is tested in test/flows/muting.test.ts; here only that its state is stored.
  const states: (ConversationState | null)[] = [];
  const store = createMemoryStore({ now, stateTtlDays: 7 });
  const turn = createTurnProcessor({
    store,
    perform: noPorts,
    converse: (state, input, context) => {
      states.push(state);
      const turned = echo(state, input, context);
      return input.type === "human-replied"
        ? { ...turned, messages: [], state: { ...turned.state, mutedUntil: 29_000_000 } }
        : turned;
    },
    catalog: () => emptyCatalog,
    now,
    hashResident: ({ user }) => user,
    contactPhone: null,
    muteMinutes: 60,
  });
  const { intake } = await setUp({ processTurn: turn, store });
  await intake.receive(event("h1", 0, { type: "human-replied" }));
  await intake.receive(event("m1", 1));
  expect(states[1]).toMatchObject({ mutedUntil: 29_000_000 });
});

test("a resident whose event cannot be handled gets one apology, however often the event comes", async () => {
  const holder = await setUp();
  const { intake } = await setUp({
    processTurn: async () => {
      throw new RangeError("broken");
    },
    apologize: (resident, messageId) =>
      holder.turn({ resident, messageId, input: { type: "failed" }, said: null, address: null }),
  });
  await intake.receive(event("poison"));
  await intake.receive(event("poison"));
  const resident = { channel: "zalo", account: "oa", user: "u1" } as const;
  expect(await holder.store.load(resident, "poison")).toMatchObject({
    isSeen: true,
    state: { asked: 1 },
  });
  expect(applied).toEqual(["poison"]);
});

test("nobody is told about a person's own answer that cannot be handled", async () => {
  let apologies = 0;
  const { intake } = await setUp({
    processTurn: async () => {
      throw new RangeError("broken");
    },
    apologize: async () => {
      apologies += 1;
    },
  });
  await intake.receive(event("h1", 0, { type: "human-replied" }));
  expect([apologies, results]).toEqual([0, ["h1 parked"]]);
});

test("an apology waits in the journal while the store is away", async () => {
  let isAway = true;
  let apologies = 0;
  const { intake, journal, drainer } = await setUp({
    processTurn: async () => {
      throw new RangeError("broken");
    },
    apologize: async () => {
      if (isAway) throw unavailable();
      apologies += 1;
    },
  });
  await intake.receive(event("poison"));
  expect([apologies, journal.stats().waiting]).toEqual([0, 1]);
  isAway = false;
  await drainer.drain();
  expect([apologies, journal.stats()]).toMatchObject([1, { waiting: 0, parked: 2 }]);
});

test("a database that is away makes an event wait, and never a dead letter", async () => {
  let isAway = true;
  const holder = await setUp();
  const { intake, journal, drainer } = await setUp({
    processTurn: async (given) => {
      if (isAway) throw new DatabaseUnavailableError("PostgreSQL at db", new Error("refused"));
      return holder.turn(given);
    },
  });
  await intake.receive(event("m1"));
  expect(journal.stats()).toMatchObject({ waiting: 1, parked: 0 });
  isAway = false;
  await drainer.drain();
  expect(applied).toEqual(["m1"]);
});

test("an event that was sent days ago is left out, and one that a platform delivers again is applied", async () => {
  const { intake } = await setUp({ now });
  const hour = 3_600;
  await intake.receive(event("old", -48 * hour));
  await intake.receive(event("ancient", -400 * 24 * hour, { type: "withdrawn" }));
  await intake.receive(event("late", -2 * hour));
  await intake.receive(event("ahead", 24 * hour));
  expect(applied).toEqual(["late", "ahead"]);
  expect(results).toEqual(["old outdated", "ancient outdated", "late applied", "ahead applied"]);
});

test("a copy of a withdrawal erases nothing that was said since", async () => {
  const erased: Resident[] = [];
  const { intake, store } = await setUp({
    erasers: [
      async (resident) => {
        erased.push(resident);
      },
    ],
  });
  const withdrawal = event("w1", 1, { type: "withdrawn" });
  await intake.receive(withdrawal);
  await intake.receive(event("m1", 2));
  await intake.receive(withdrawal);
  expect([erased.length, results]).toEqual([1, ["w1 erased", "m1 applied", "w1 seen"]]);
  expect(await store.load({ channel: "zalo", account: "oa", user: "u1" }, "x")).toMatchObject({
    state: { asked: 1 },
  });
});
