import { expect, test } from "@jest/globals";
import type { ChannelEvent } from "../../../src/channels/event.ts";
import type { GraphCall } from "../../../src/channels/messenger/client.ts";
import { showTyping } from "../../../src/channels/messenger/typing.ts";

const event = (payload: ChannelEvent["payload"]): ChannelEvent => ({
  ...{ channel: "messenger", account: "1", user: "5", id: "m1" },
  at: new Date(0),
  payload,
});
const text = event({ type: "text", text: "a" });

/** Timers that fire only on request. */
function setUp() {
  const calls: GraphCall[] = [];
  const waiting = new Set<() => void>();
  const turn = Promise.withResolvers<void>();
  const take = showTyping(
    {
      client: async (call) => {
        calls.push(call);
        return { kind: "garbled" };
      },
      account: "1",
      schedule: (_ms, callback) => {
        waiting.add(callback);
        return () => waiting.delete(callback);
      },
    },
    () => turn.promise,
  );
  const ring = () => {
    for (const callback of waiting) callback();
  };
  return { calls, take, turn, ring, waiting };
}

test("shows that somebody is typing during a long turn", async () => {
  const { calls, take, turn, ring } = setUp();
  const taken = take(text);
  ring();
  expect(calls).toMatchObject([
    { path: "/1/messages", body: { recipient: { id: "5" }, sender_action: "typing_on" } },
  ]);
  turn.resolve();
  await taken;
});

test("shows nothing if the turn ends in time or fails", async () => {
  for (const end of ["resolve", "reject"] as const) {
    const { calls, take, turn, ring, waiting } = setUp();
    const taken = take(text).catch(() => undefined);
    turn[end]();
    await taken;
    ring();
    expect([calls.length, waiting.size]).toEqual([0, 0]);
  }
});

test("shows nothing for an event that gets no answer", () => {
  const { take, waiting } = setUp();
  take(event({ type: "human-replied" }));
  expect(waiting.size).toBe(0);
});
