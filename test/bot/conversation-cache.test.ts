import { expect, test } from "@jest/globals";
import { ConversationCache, withCacheEviction } from "../../src/bot/conversation-cache.ts";
import { createIntake } from "../../src/bot/intake.ts";
import { createTurnProcessor } from "../../src/bot/process-turn.ts";
import { createReferrals } from "../../src/bot/referrals.ts";
import { createMemoryStore } from "../../src/bot/store/memory-store.ts";
import { createWebConversations } from "../../src/bot/web-conversations.ts";
import type { ChannelEvent, EventPayload } from "../../src/channels/event.ts";
import type { ConversationState } from "../../src/flows/engine/state.ts";
import { echo } from "./echo-flow.ts";
import { emptyCatalog } from "./empty-catalog.ts";
import { noPorts } from "./no-ports.ts";

const now = () => new Date("2026-11-23T01:00:00Z");
const referrals = createReferrals(async () => null);

const state: ConversationState = {
  ...{ v: 1, frames: [], asked: 1, asking: null, page: 0, misses: 0 },
  ...{ point: null, place: null },
};
const conversation = { state, version: 1, residentHash: "hash" };

/** A bot that erases who says "xóa", and what its process remembers. */
function setUp() {
  const recent = new ConversationCache();
  const store = withCacheEviction(createMemoryStore({ now, stateTtlDays: 7 }), recent);
  const turn = createTurnProcessor({
    store,
    cache: recent,
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
    holds: () => false,
    append: async () => undefined,
    park: async () => undefined,
    erase: async () => undefined,
  };
  const intake = createIntake({
    ...{ turn, store, journal, referrals },
    count: () => undefined,
    onFailure: (error) => {
      throw error;
    },
  });
  let events = 0;
  const take = (user: string, payload: EventPayload) => {
    events += 1;
    const event: ChannelEvent = {
      ...{ channel: "zalo", account: "oa", user, id: `m${events}`, at: now(), payload },
    };
    return intake.receive(event);
  };
  return { recent, take, web: createWebConversations(store, turn, referrals) };
}

test.each<{ way: string; payload: EventPayload }>([
  { way: "asks for it", payload: { type: "text", text: "xóa" } },
  { way: "takes it back at the platform", payload: { type: "withdrawn" } },
])(
  "of who has everything erased and $way nothing stays in memory, of others it does",
  async ({ payload }) => {
    const { recent, take } = setUp();
    for (const user of ["one", "two"]) await take(user, { type: "text", text: "chào" });
    expect(recent.size).toBe(2);
    await take("one", payload);
    expect(recent.size).toBe(1);
    await take("one", { type: "text", text: "chào lại" });
    expect(recent.size).toBe(2);
  },
);

test("a kiosk that begins afresh leaves nothing of its visitor in memory", async () => {
  const { recent, web } = setUp();
  const input = { type: "text", text: "chào" } as const;
  await web.handle({ visitor: "v1", messageId: "m1", input, said: null });
  expect(recent.size).toBe(1);
  await web.forget("v1");
  expect(recent.size).toBe(0);
});

test("who is silent is let go while others speak: after ten minutes of no use, after twenty of no memory", () => {
  const recent = new ConversationCache();
  const minutes = (count: number) => new Date(now().getTime() + count * 60_000);
  recent.keep("early", conversation, now());
  expect(recent.get("early", minutes(9))).toEqual(conversation);
  recent.keep("late", conversation, minutes(10));
  expect(recent.get("early", minutes(10))).toBeNull();
  recent.keep("late", conversation, minutes(19));
  recent.keep("latest", conversation, minutes(20));
  expect(recent.size).toBe(2);
  expect(recent.get("late", minutes(28))).toEqual(conversation);
});

test("a crowd leaves room for no more than its latest, and who talks on stays", () => {
  const recent = new ConversationCache();
  for (let n = 0; n < 5_000; n += 1) {
    recent.keep(`passer-by ${n}`, conversation, now());
    recent.keep("talker", { ...conversation, version: n }, now());
  }
  expect(recent.size).toBeLessThanOrEqual(2_000);
  expect(recent.get("talker", now())?.version).toBe(4_999);
  expect(recent.get("passer-by 4999", now())).toEqual(conversation);
  expect(recent.get("passer-by 0", now())).toBeNull();
});
