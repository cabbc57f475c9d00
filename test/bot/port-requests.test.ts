import { expect, test } from "@jest/globals";
import type { PortCaller } from "../../src/bot/port-requests.ts";
import {
  createTurnProcessor,
  type TurnEvent,
  type TurnProcessorOptions,
} from "../../src/bot/process-turn.ts";
import { createMemoryStore } from "../../src/bot/store/memory-store.ts";
import type { PortAnswer, PortRequest } from "../../src/flows/engine/ports.ts";
import { echo } from "./echo-flow.ts";
import { emptyCatalog } from "./empty-catalog.ts";
import { storedFacts } from "./store/stored-facts.ts";

const now = () => new Date("2026-11-23T01:00:00Z");
const resident = { channel: "web", account: "page", user: "v1" } as const;
type Converse = TurnProcessorOptions["converse"];

/** Makes as many requests as the first word says, then replies with the answers. */
const asking: Converse = (state, input, context) => {
  const times = input.type === "text" ? Number.parseInt(input.text, 10) || 0 : 0;
  const answers = (context.answered ?? []).map(({ answer }) => answer);
  if (answers.length < times) return { ask: { port: "dossier.stop", dossier: answers.length } };
  return echo(state, { type: "text", text: answers.join(" ") || "nothing" }, context);
};

function setUp(converse: Converse, answer: (request: PortRequest) => Promise<PortAnswer>) {
  const store = createMemoryStore({ now, stateTtlDays: 7 });
  const asked: (PortRequest & PortCaller)[] = [];
  const turn = createTurnProcessor({
    store,
    converse,
    perform: (request, caller) => {
      asked.push({ ...request, ...caller });
      return answer(request);
    },
    catalog: () => emptyCatalog,
    now,
    hashResident: ({ user }) => `hash of ${user}`,
    contactPhone: null,
    muteMinutes: 60,
    portTimeoutMs: 50,
  });
  const lines = async () =>
    (await store.readWeb(resident)).entries.map(({ message }) => message.text);
  return { store, turn, asked, lines };
}

function say(messageId: string, text: string): TurnEvent {
  const said = { type: "text", text } as const;
  return { resident, messageId, input: { type: "text", text }, said, address: "192.0.2.1" };
}

const seven = async () => 7;

test("a port is called with the event's id, and the flow goes on with the answers", async () => {
  const { turn, asked, lines } = setUp(asking, async (request) =>
    "dossier" in request ? Number(request.dossier) + 10 : 0,
  );
  await turn(say("m1", "3 times"));
  expect(await lines()).toEqual(["3 times", "1: 10 11 12"]);
  expect(asked.map(({ eventId }) => eventId)).toEqual(Array(3).fill("web:page:v1:m1"));
  expect(asked.map(({ address }) => address)).toEqual(Array(3).fill("192.0.2.1"));
  expect(asked[0]?.resident).toEqual(resident);
});

test("a sixth request in one turn fails it, and nothing of the turn is stored", async () => {
  const { turn, lines, asked } = setUp(asking, seven);
  await expect(turn(say("m1", "6 times"))).rejects.toThrow(/dossier.stop/);
  expect(asked).toHaveLength(5);
  expect(await lines()).toEqual([]);
});

test("an event that was seen calls no port again", async () => {
  const { turn, asked } = setUp(asking, seven);
  await turn(say("m1", "1"));
  await turn(say("m2", "nothing"));
  expect(await turn(say("m1", "1"))).toEqual({ status: "seen" });
  expect(asked).toHaveLength(1);
});

test("a turn fails if a port fails or does not answer in time", async () => {
  const failing = setUp(asking, async () => Promise.reject(new Error("port")));
  await expect(failing.turn(say("m1", "1"))).rejects.toThrow("port");
  const silent = setUp(asking, () => new Promise(() => {}));
  await expect(silent.turn(say("m1", "1"))).rejects.toMatchObject({ code: "PORT_UNAVAILABLE" });
  expect(await silent.lines()).toEqual([]);
});

test("a confidential answer is stored as dots", async () => {
  const confidential: Converse = (...turn) => ({ ...asking(...turn), isConfidential: true });
  const { turn, lines } = setUp(confidential, seven);
  await turn(say("m1", "bốn số"));
  expect((await lines())[0]).toBe("••••");
});

test("an erasure leaves neither the earlier conversation nor the resident's hash", async () => {
  const erasing: Converse = (state, input, context) => ({
    ...asking(state, input, context),
    ...(input.type === "text" && input.text === "xóa" && { erases: true }),
  });
  const { store, turn, lines } = setUp(erasing, seven);
  await turn(say("m1", "một"));
  const before = await store.load(resident, "x");
  await turn(say("m2", "xóa"));
  expect(await lines()).toEqual(["xóa", "2: nothing"]);
  const after = await store.load(resident, "x");
  expect(after.version).not.toBe(before.version + 1);
  const facts = await storedFacts(store);
  expect(facts.map(({ residentHash }) => residentHash).toSorted()).toEqual([
    "erased",
    "hash of v1",
  ]);
  expect(facts.find(({ residentHash }) => residentHash === "erased")?.id).not.toMatch(/m2|v1/);
  await turn(say("m3", "ba"));
  expect(await lines()).toHaveLength(4);
});
