import { expect, test } from "@jest/globals";
import { createOutbox } from "../../../src/bot/outbox/outbox.ts";
import { maxBroken, maxFailed } from "../../../src/bot/outbox/retry-policy.ts";
import { createMemoryStore } from "../../../src/bot/store/memory-store.ts";
import { createMemoryPacer, type PaceLimits } from "../../../src/channels/pacing.ts";
import type { Resident } from "../../../src/channels/resident.ts";
import type { SendResult } from "../../../src/channels/sender.ts";
import { createFakeClock } from "../../concurrency/fake-clock.ts";
import { follower } from "../store/outbox-store-contract.ts";
import { stateTtlDays, turnOf } from "../store/turn-store-contract.ts";

const sent: SendResult = { outcome: "sent", platformId: null };

async function setUp(limits: PaceLimits = {}) {
  const { clock, pass, date } = createFakeClock();
  const store = createMemoryStore({ now: date, stateTtlDays });
  const sends: string[] = [];
  const alarms: string[] = [];
  const errors: unknown[] = [];
  const platform = {
    answer: async (_user: string, _text: string): Promise<SendResult> => sent,
  };
  const outbox = createOutbox({
    store: store.outbox,
    senders: {
      zalo: {
        send: async ({ user }, message) => {
          sends.push(message.text);
          return platform.answer(user, message.text);
        },
      },
    },
    pacer: createMemoryPacer(limits, clock.now),
    onAccountBlocked: (account, reason) => alarms.push(`${account} ${reason}`),
    onError: (error) => errors.push(error),
    clock,
    random: () => 1,
  });
  await outbox.start();

  const say = async (resident: Resident, ...texts: string[]) => {
    const { version } = await store.load(resident, texts.join());
    const replies = texts.map((text) => ({ type: "text" as const, text }));
    await store.commit(turnOf(resident, texts.join(), { version, replies }));
    await pass(0);
  };
  return { store, outbox, platform, sends, alarms, errors, say, pass };
}

test("a committed reply is sent at once, and those of one resident one after the other", async () => {
  const { outbox, sends, platform, say, pass } = await setUp();
  const first = Promise.withResolvers<SendResult>();
  platform.answer = async (_user, text) => (text === "một" ? first.promise : sent);
  const resident = follower();
  await say(resident, "một", "hai");
  await say(resident, "ba");
  expect(sends).toEqual(["một"]);
  first.resolve(sent);
  await pass(0);
  expect(sends).toEqual(["một", "hai", "ba"]);
  expect(outbox.counters).toMatchObject({ sent: 3, waiting: 0 });
});

test("a reply that waits for a retry delays only later replies of its resident", async () => {
  const { sends, platform, say, pass } = await setUp();
  let fails = true;
  platform.answer = async (_user, text) =>
    fails && text === "một" ? { outcome: "retry", reason: "500" } : sent;
  const slow = follower();
  await say(slow, "một", "hai");
  await say(follower(), "khác");
  expect(sends).toEqual(["một", "khác"]);
  fails = false;
  await say(slow, "ba");
  expect(sends).toHaveLength(2);
  await pass(2_100);
  expect(sends).toEqual(["một", "khác", "một", "hai", "ba"]);
});

test("a reply that fails for about an hour becomes a dead letter with its reason", async () => {
  const { store, outbox, platform, sends, say, pass } = await setUp();
  platform.answer = async () => ({ outcome: "retry", reason: "500" });
  await say(follower(), "một");
  await pass(90 * 60_000);
  expect(sends).toHaveLength(maxFailed);
  expect(await store.outbox.listDeadLetters()).toMatchObject([{ reason: "500" }]);
  expect(outbox.counters.parked).toEqual({ "500": 1 });
});

test("a reply is tried no more often than its channel allows", async () => {
  const { store, platform, sends, say, pass } = await setUp();
  platform.answer = async () => ({ outcome: "retry", reason: "blocked", maxTries: 3 });
  await say(follower(), "một");
  await pass(60_000);
  expect(sends).toHaveLength(3);
  expect(await store.outbox.listDeadLetters()).toMatchObject([{ reason: "blocked" }]);
});

test("a reply without an answer is sent once more, counted, and then becomes a dead letter", async () => {
  const { store, outbox, platform, sends, say, pass } = await setUp();
  platform.answer = async () => ({ outcome: "unknown", reason: "timeout" });
  await say(follower(), "một");
  await pass(10_000);
  expect(sends).toEqual(["một", "một"]);
  expect(outbox.counters.ambiguous).toBe(2);
  expect(await store.outbox.listDeadLetters()).toHaveLength(1);
});

test("a send that hangs is counted as unanswered before its lease expires", async () => {
  const { outbox, platform, say, pass } = await setUp();
  platform.answer = () => new Promise(() => {});
  await say(follower(), "một");
  await pass(5_000);
  expect(outbox.counters.ambiguous).toBe(1);
});

test("a rejected reply becomes a dead letter at once, and the next is sent", async () => {
  const { store, platform, sends, say } = await setUp();
  platform.answer = async (_user, text) =>
    text === "một" ? { outcome: "rejected", reason: "blocked" } : sent;
  await say(follower(), "một", "hai");
  expect(sends).toEqual(["một", "hai"]);
  expect(await store.outbox.listDeadLetters()).toMatchObject([{ reason: "blocked" }]);
  expect(await store.outbox.redriveDeadLetters("all")).toBe(1);
});

test("a reply for which the channel throws becomes a dead letter after three tries, without its words", async () => {
  const { store, platform, sends, say, pass } = await setUp();
  platform.answer = async (_user, text) => {
    if (text === "một") throw new Error(`cannot render ${text}`);
    return sent;
  };
  await say(follower(), "một", "hai");
  await pass(20_000);
  expect(sends).toEqual([...Array.from({ length: maxBroken }, () => "một"), "hai"]);
  expect(await store.outbox.listDeadLetters()).toMatchObject([{ reason: "outlet-threw" }]);
});

test("a rate limit pauses the whole account and no other", async () => {
  const { platform, sends, say, pass } = await setUp();
  platform.answer = async () => ({ outcome: "rate-limited", reason: "429", ms: 10_000 });
  await say(follower(), "một");
  platform.answer = async () => sent;
  await say(follower(), "hai");
  await say({ ...follower(), account: "khác" }, "ba");
  expect(sends).toEqual(["một", "ba"]);
  await pass(12_000);
  expect(sends.toSorted()).toEqual(["ba", "hai", "một", "một"]);
});

test("a blocked account is reported once and probed by one reply a minute", async () => {
  const { alarms, platform, sends, say, pass } = await setUp();
  platform.answer = async () => ({ outcome: "account-blocked", reason: "token" });
  for (const text of ["một", "hai", "ba"]) await say(follower(), text);
  expect(sends).toEqual(["một"]);
  await pass(3 * 60_000 + 5_000);
  expect(alarms).toEqual(["zalo:oa token"]);
  expect(sends.length).toBeLessThanOrEqual(5);
  platform.answer = async () => sent;
  await pass(130_000);
  expect(new Set(sends.slice(-3))).toEqual(new Set(["một", "hai", "ba"]));
});

test("sends keep to the account's pace", async () => {
  const { sends, say, pass } = await setUp({ "zalo:oa": { count: 10, perMs: 1_000 } });
  for (let index = 0; index < 20; index += 1) await say(follower(), `${index}`);
  expect(sends).toHaveLength(2);
  await pass(1_000);
  expect(sends).toHaveLength(10);
});

test("closing waits for the send under way and starts no further one", async () => {
  const { outbox, platform, sends, say, pass } = await setUp();
  const first = Promise.withResolvers<SendResult>();
  platform.answer = () => first.promise;
  await say(follower(), "một", "hai");
  let closed = false;
  const closing = outbox.close().then(() => {
    closed = true;
  });
  await pass(0);
  expect(closed).toBe(false);
  first.resolve(sent);
  await closing;
  expect(sends).toEqual(["một"]);
});

test("an acknowledgement that the store could not take is repeated, and the reply is not sent again", async () => {
  const { store, errors, sends, say, pass } = await setUp();
  const { markSent } = store.outbox;
  let fails = true;
  Object.assign(store.outbox, {
    markSent: async (...mark: Parameters<typeof markSent>) => {
      if (fails) throw new Error("away");
      return markSent(...mark);
    },
  });
  await say(follower(), "một", "hai");
  expect([sends, errors.length]).toEqual([["một"], 1]);
  fails = false;
  await pass(2_000);
  expect(sends).toEqual(["một", "hai"]);
});

test("a reply to a channel that is off becomes a dead letter", async () => {
  const { store, say } = await setUp();
  await say({ ...follower(), channel: "messenger" }, "một");
  expect(await store.outbox.listDeadLetters()).toMatchObject([{ reason: "channel-off" }]);
});
