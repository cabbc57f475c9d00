import { describe, expect, test } from "@jest/globals";
import { loadCatalog } from "../../src/catalog/load.ts";
import { converse } from "../../src/flows/converse.ts";
import type { BotSwitch } from "../../src/flows/engine/bot-switch.ts";
import type { ConversationInput } from "../../src/flows/engine/input.ts";
import type { ConversationState } from "../../src/flows/engine/state.ts";
import { wordingIn } from "../../src/wording/wording.ts";

const catalog = await loadCatalog("data");
const now = new Date("2026-11-23T09:30:00+07:00");
const off: BotSwitch = { isOff: true, notice: null };
const vi = wordingIn("vi").conversation;

function turn(
  state: ConversationState | null,
  input: ConversationInput,
  botSwitch: BotSwitch,
  phone: string | null = null,
) {
  const context = { catalog, now, contactPhone: phone, muteMinutes: 60, botSwitch };
  const done = converse(state, input, context);
  if ("ask" in done) throw new Error("nothing is asked here");
  return { ...done, texts: done.messages.map(({ text }) => text) };
}

const says = (text: string): ConversationInput => ({ type: "text", text });
const on: BotSwitch = { isOff: false, notice: null };

describe("the switched-off bot", () => {
  test("says that it is off, and whom to call", () => {
    expect(turn(null, says("chào"), off, "1022").texts).toEqual([
      vi.resting,
      wordingIn("vi").handoff.callLine("1022"),
    ]);
    const { points } = wordingIn("vi");
    const country = catalog.phones.country;
    if (country === null) throw new Error("The country's line is shipped.");
    expect(turn(null, says("chào"), off).texts).toEqual([vi.resting, points.callOffice(country)]);
  });

  test("keeps the waiting question, which is answered once the bot is on again", () => {
    const begun = turn(null, says("đăng ký khai sinh"), on).state;
    const rested = turn(begun, says("1"), off);
    // Only the count of turns since the latest wish goes on.
    expect({ ...rested.state, heard: begun.heard }).toEqual(begun);
    expect(rested.fact.outcome).toBe("switched-off");
    expect(turn(rested.state, says("1"), on).state.frames).not.toEqual(begun.frames);
  });

  test("welcomes a resident who first wrote while it was off", () => {
    const rested = turn(null, says("chào"), off).state;
    expect(turn(rested, says("tách hộ"), on).texts).toContain(vi.welcome);
  });

  test("stays silent while a person has taken over", () => {
    const muted = turn(null, { type: "human-replied", at: now }, on).state;
    expect(turn(muted, says("cảm ơn cô"), off).texts).toEqual([]);
  });

  test("still hides a confidential answer", () => {
    const frames = [
      {
        flow: "dossier",
        version: "1",
        answers: [
          ["@dossier", "7"],
          ["@access", "digits"],
        ] as [string, string][],
      },
    ];
    const begun = turn(null, says("chào"), on).state;
    expect(turn({ ...begun, frames, asking: "digits" }, says("5678"), off).isConfidential).toBe(
      true,
    );
  });
});

describe("a notice for everybody", () => {
  const notice = { id: 1, vi: "Mai nghỉ.", en: null };

  test("is shown once before the answer, and a new notice once again", () => {
    const first = turn(null, says("tách hộ"), { isOff: false, notice });
    expect(first.texts[0]).toBe(vi.notice("Mai nghỉ."));
    const second = turn(first.state, says("menu"), { isOff: false, notice });
    expect(second.texts).not.toContain(vi.notice("Mai nghỉ."));
    const other = { ...notice, id: 2, vi: "Mốt nghỉ." };
    expect(turn(second.state, says("menu"), { isOff: false, notice: other }).texts[0]).toBe(
      vi.notice("Mốt nghỉ."),
    );
  });

  test("is shown in Vietnamese to everybody if it has no English text", () => {
    const english = wordingIn("en").conversation;
    const { texts } = turn(null, says("English"), { isOff: false, notice });
    expect(texts[0]).toBe(english.notice("Mai nghỉ."));
  });

  test("follows the message that the bot is off", () => {
    expect(turn(null, says("chào"), { isOff: true, notice }).texts.at(-1)).toBe(
      vi.notice("Mai nghỉ."),
    );
  });
});
