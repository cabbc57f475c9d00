import { expect, test } from "@jest/globals";
import { createTurnProcessor } from "../../src/bot/process-turn.ts";
import { createReferrals } from "../../src/bot/referrals.ts";
import { createMemoryStore } from "../../src/bot/store/memory-store.ts";
import { createWebConversations } from "../../src/bot/web-conversations.ts";
import type { WebInput } from "../../src/channels/web/conversations.ts";
import { DatabaseUnavailableError } from "../../src/db/unavailable.ts";
import { echo } from "./echo-flow.ts";
import { emptyCatalog } from "./empty-catalog.ts";
import { noPorts } from "./no-ports.ts";

const now = () => new Date("2026-11-23T01:00:00Z");
const failures: unknown[] = [];

/** A bot that cannot run a turn for the word "độc", and that can resolve no link at all if `referral` throws. */
function setUp(referral: () => null = () => null) {
  failures.splice(0);
  let turns = 0;
  const store = createMemoryStore({ now, stateTtlDays: 7 });
  const processTurn = createTurnProcessor({
    store,
    converse: (state, input, context) => {
      turns += 1;
      if (input.type === "text" && input.text === "độc") throw new RangeError("độc");
      return echo(state, input, context);
    },
    perform: noPorts,
    catalog: () => emptyCatalog,
    now,
    hashResident: ({ user }) => user,
    contactPhone: null,
    muteMinutes: 60,
  });
  const web = createWebConversations(
    store,
    processTurn,
    createReferrals(async () => referral()),
    async () => [],
    (error) => failures.push(error),
  );
  const say = (text: string, messageId: string, input: WebInput = { type: "text", text }) =>
    web.handle({
      visitor: "v",
      messageId,
      input,
      said: { type: "text", text },
      address: "10.0.0.1",
    });
  const lines = async () => (await web.read("v")).entries.map(({ message }) => message.text);
  return { say, lines, turns: () => turns };
}

test("a visitor whose message cannot be handled gets one apology, and their next message an answer", async () => {
  const { say, lines, turns } = setUp();
  await say("chào", "1");
  await say("độc", "2");
  const after = ["chào", "1: chào", "độc", "2: xin lỗi"];
  expect(await lines()).toEqual(after);
  expect(failures).toEqual([new RangeError("độc")]);
  const before = turns();
  // The page's script sends it again if the answer got lost.
  await say("độc", "2");
  expect(await lines()).toEqual(after);
  expect(turns() - before).toBeLessThan(3);
  expect(failures).toHaveLength(1);
  await say("cảm ơn", "3");
  expect(await lines()).toEqual([...after, "cảm ơn", "3: cảm ơn"]);
});

test("a link that cannot be resolved gets an apology too", async () => {
  const { say, lines } = setUp(() => {
    throw new TypeError("broken");
  });
  await say("#PX98", "1");
  expect(await lines()).toEqual(["#PX98", "1: xin lỗi"]);
});

test("a server that is away is no fault of the message: the page sends it again", async () => {
  let isAway = true;
  const { say, lines } = setUp(() => {
    if (isAway) throw new DatabaseUnavailableError("PostgreSQL at db", new Error("refused"));
    return null;
  });
  await expect(say("#PX98", "1")).rejects.toThrow(DatabaseUnavailableError);
  expect([await lines(), failures]).toEqual([[], []]);
  isAway = false;
  await say("#PX98", "1");
  expect(await lines()).toHaveLength(2);
});
