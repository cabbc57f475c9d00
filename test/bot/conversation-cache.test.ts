import { expect, test } from "@jest/globals";
import { ConversationCache, withCacheEviction } from "../../src/bot/conversation-cache.ts";
import { createIntake } from "../../src/bot/intake.ts";
import { createTurnProcessor } from "../../src/bot/process-turn.ts";
import { createReferrals } from "../../src/bot/referrals.ts";
import { createMemoryStore } from "../../src/bot/store/memory-store.ts";
import { createWebConversations } from "../../src/bot/web-conversations.ts";
import type { ChannelEvent, EventPayload } from "../../src/channels/event.ts";
import type { Resident } from "../../src/channels/resident.ts";
import type { ConversationState } from "../../src/flows/engine/state.ts";
import { echo } from "./echo-flow.ts";
import { emptyCatalog } from "./empty-catalog.ts";
import { failNever, noPorts } from "./no-ports.ts";

const now = () => new Date("2026-11-23T01:00:00Z");
const referrals = createReferrals(async () => null);

const state: ConversationState = {
  v: 1,
  frames: [],
  asked: 1,
  asking: null,
  page: 0,
  misses: 0,
  point: null,
  place: null,
};
const conversation = { state, version: 1, residentHash: "hash" };

/** A bot that erases a resident who says "xóa", and the cache of its process. */
function setUp() {
  const cache = new ConversationCache({ now });
  const store = withCacheEviction(createMemoryStore({ now, stateTtlDays: 7 }), cache);
  const turn = createTurnProcessor({
    store,
    cache,
    converse: (state, input, context) => ({
      ...echo(state, input, context),
      ...(input.type === "text" && input.text === "xóa" && { erases: true }),
    }),
    perform: noPorts,
    catalog: () => emptyCatalog,
    now,
    hashResident: ({ user }) => user,
    contactPhone: null,
    muteMinutes: 60,
  });
  const journal = {
    hasWaiting: () => false,
    append: async () => undefined,
    moveToDeadLetters: async () => undefined,
    erase: async () => undefined,
  };
  const intake = createIntake({
    processTurn: turn,
    store,
    journal,
    referrals,
    count: () => undefined,
    onFailure: (error) => {
      throw error;
    },
  });
  let events = 0;
  const take = (user: string, payload: EventPayload) => {
    events += 1;
    const event: ChannelEvent = {
      channel: "zalo",
      account: "oa",
      user,
      id: `m${events}`,
      at: now(),
      payload,
    };
    return intake.receive(event);
  };
  return {
    cache,
    take,
    web: createWebConversations(store, turn, referrals, async () => [], failNever),
  };
}

test.each<{ way: string; payload: EventPayload }>([
  { way: "asks for it", payload: { type: "text", text: "xóa" } },
  { way: "takes it back at the platform", payload: { type: "withdrawn" } },
])("evicts only the resident who has everything erased and $way", async ({ payload }) => {
  const { cache, take } = setUp();
  for (const user of ["one", "two"]) await take(user, { type: "text", text: "chào" });
  expect(cache.size).toBe(2);
  await take("one", payload);
  expect(cache.size).toBe(1);
  await take("one", { type: "text", text: "chào lại" });
  expect(cache.size).toBe(2);
});

test("a kiosk that starts again evicts its visitor", async () => {
  const { cache, web } = setUp();
  const input = { type: "text", text: "chào" } as const;
  await web.handle({ visitor: "v1", messageId: "m1", input, said: null, address: "127.0.0.1" });
  expect(cache.size).toBe(1);
  await web.forget("v1");
  expect(cache.size).toBe(0);
});

function residentOf(user: string): Resident {
  return { channel: "zalo", account: "oa", user };
}

test("a conversation expires ten minutes after its last turn, and is evicted when others are cached", () => {
  let minutes = 0;
  const cache = new ConversationCache({ now: () => new Date(now().getTime() + minutes * 60_000) });
  cache.set(residentOf("early"), conversation);
  minutes = 9;
  expect(cache.get(residentOf("early"))).toEqual(conversation);
  minutes = 10.1;
  cache.set(residentOf("late"), conversation);
  expect(cache.get(residentOf("early"))).toBeNull();
  minutes = 19;
  cache.set(residentOf("late"), conversation);
  minutes = 20.1;
  cache.set(residentOf("latest"), conversation);
  expect(cache.size).toBe(2);
  minutes = 28;
  expect(cache.get(residentOf("late"))).toEqual(conversation);
});

test("the cache holds the latest 2,000 residents, and one who talks on stays in it", () => {
  const cache = new ConversationCache({ now });
  for (let n = 0; n < 5_000; n += 1) {
    cache.set(residentOf(`passer-by ${n}`), conversation);
    cache.set(residentOf("talker"), { ...conversation, version: n });
  }
  expect(cache.size).toBeLessThanOrEqual(2_000);
  expect(cache.get(residentOf("talker"))?.version).toBe(4_999);
  expect(cache.get(residentOf("passer-by 4999"))).toEqual(conversation);
  expect(cache.get(residentOf("passer-by 0"))).toBeNull();
});
