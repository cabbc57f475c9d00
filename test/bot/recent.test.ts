import { expect, test } from "@jest/globals";
import { createIntake } from "../../src/bot/intake.ts";
import { forgettingRecent, RecentConversations } from "../../src/bot/recent.ts";
import { createReferrals } from "../../src/bot/referral.ts";
import { createMemoryStore } from "../../src/bot/state/memory.ts";
import { createTurn } from "../../src/bot/turn.ts";
import { webConversations } from "../../src/bot/web-conversations.ts";
import type { ChannelEvent, Happening } from "../../src/channels/event.ts";
import type { ConversationState } from "../../src/flows/state.ts";
import { echo } from "./echo-flow.ts";
import { emptyCatalog } from "./empty-catalog.ts";
import { noPorts } from "./no-ports.ts";

const now = () => new Date("2026-11-23T01:00:00Z");
const referrals = createReferrals(async () => null);

/** A bot that erases who says "xóa", and what its process remembers. */
function setUp() {
  const recent = new RecentConversations();
  const store = forgettingRecent(createMemoryStore({ now, stateTtlDays: 7 }), recent);
  const turn = createTurn({
    store,
    recent,
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
  const take = (user: string, what: Happening) => {
    events += 1;
    const event: ChannelEvent = {
      ...{ channel: "zalo", account: "oa", user, id: `m${events}`, at: now(), what },
    };
    return intake.take(event);
  };
  return { recent, take, web: webConversations(store, turn, referrals) };
}

test.each<{ way: string; what: Happening }>([
  { way: "asks for it", what: { type: "text", text: "xóa" } },
  { way: "takes it back at the platform", what: { type: "withdrawn" } },
])(
  "of who has everything erased and $way nothing stays in memory, of others it does",
  async ({ what }) => {
    const { recent, take } = setUp();
    for (const user of ["one", "two"]) await take(user, { type: "text", text: "chào" });
    expect(recent.size).toBe(2);
    await take("one", what);
    expect(recent.size).toBe(1);
    await take("one", { type: "text", text: "chào lại" });
    expect(recent.size).toBe(2);
  },
);

test("a kiosk that begins afresh leaves nothing of its visitor in memory", async () => {
  const { recent, web } = setUp();
  const input = { type: "text", text: "chào" } as const;
  await web.take({ visitor: "v1", messageId: "m1", input, said: null });
  expect(recent.size).toBe(1);
  await web.forget("v1");
  expect(recent.size).toBe(0);
});

test("who has been silent for ten minutes is let go once somebody else speaks", () => {
  const recent = new RecentConversations();
  const state: ConversationState = {
    ...{ v: 1, frames: [], asked: 1, asking: null, page: 0, misses: 0 },
    ...{ point: null, place: null },
  };
  const conversation = { state, version: 1, residentHash: "hash" };
  recent.keep("early", conversation, now());
  const later = new Date(now().getTime() + 10 * 60_000);
  expect(recent.get("early", later)).toBeNull();
  recent.keep("late", conversation, later);
  expect(recent.size).toBe(1);
});
