import { expect, test } from "@jest/globals";
import { loadCatalog } from "../../src/catalog/load.ts";
import { converse } from "../../src/flows/converse.ts";
import type { ConversationInput } from "../../src/flows/engine/input.ts";
import type { ConversationState } from "../../src/flows/engine/state.ts";
import { wordingIn } from "../../src/wording/wording.ts";

const catalog = await loadCatalog("data");
const now = new Date("2026-11-23T09:30:00+07:00");
const failed: ConversationInput = { type: "failed" };
const says = (text: string): ConversationInput => ({ type: "text", text });

function turn(
  state: ConversationState | null,
  input: ConversationInput,
  phone: string | null = "1022",
) {
  const done = converse(state, input, { catalog, now, contactPhone: phone, muteMinutes: 60 });
  if ("ask" in done) throw new Error("nothing is asked here");
  return { ...done, texts: done.messages.map(({ text }) => text) };
}

test("apologises, says what to do and whom to call, and the conversation goes on where it was", () => {
  const begun = turn(null, says("đăng ký khai sinh")).state;
  const apology = turn(begun, failed);
  expect(apology.texts).toEqual([
    wordingIn("vi").conversation.failed,
    wordingIn("vi").handoff.callLine("1022"),
  ]);
  expect(apology.state).toEqual(begun);
  expect(apology.fact).toMatchObject({ outcome: "failed", flow: begun.frames.at(-1)?.flow });
});

test("names the country's line if no other is known, in the resident's language", () => {
  const { state } = turn(null, says("English"));
  const apology = turn(state, failed, null);
  expect(apology.messages).toEqual([
    { type: "text", text: wordingIn("en").conversation.failed, language: "en" },
    { type: "text", text: expect.stringContaining("1800 1096"), language: "en" },
  ]);
});

test("a conversation that fails itself begins again, in the resident's language", () => {
  const { state } = turn(null, says("English"));
  const frames = [{ flow: "menu", version: "1", answers: [[null, null]] }];
  // No version of the service stores this, but a stored state may be anything.
  const broken = { ...state, frames: [...frames, null] } as unknown as ConversationState;
  expect(() => turn(broken, says("menu"))).toThrow(TypeError);
  const apology = turn(broken, failed);
  expect(apology.texts[0]).toBe(wordingIn("en").conversation.failed);
  expect(turn(apology.state, says("menu")).texts.length).toBeGreaterThan(0);
});

test("says nothing while a person of the staff answers", () => {
  const { state } = turn(turn(null, says("chào")).state, { type: "human-replied", at: now });
  expect(turn(state, failed).texts).toEqual([]);
});
