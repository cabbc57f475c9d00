import { beforeEach, expect, test } from "@jest/globals";
import { loadCatalog } from "../../src/catalog/load.ts";
import { converse } from "../../src/flows/converse.ts";
import { conversation } from "../../src/wording/vi/conversation.ts";
import { Chat, turnOf } from "./chat.ts";

const catalog = await loadCatalog("data");
const morning = new Date("2026-11-23T09:30:00+07:00");
const minutes = (count: number) => new Date(morning.getTime() + count * 60_000);

let chat: Chat;
beforeEach(() => {
  chat = new Chat(catalog, morning);
});

function humanReplies(at = chat.now) {
  return chat.send({ type: "human-replied", at });
}

test("answers nothing for an hour after a person answered", () => {
  chat.send({ type: "start", procedure: "tach-ho" });
  const { question } = chat.question;
  expect(humanReplies()).toEqual([]);
  expect(chat.say("dạ cháu cảm ơn")).toEqual([]);
  expect(chat.send({ type: "choice", question, value: "yes" })).toEqual([]);
  expect(chat.send({ type: "location", lat: 10.77, lon: 106.7 })).toEqual([]);
  expect(chat.send({ type: "media", kind: "image" })).toEqual([]);
  expect(chat.send({ type: "start" })).toEqual([]);
  expect(chat.last?.fact.outcome).toBe("muted");
});

test("goes on where the conversation was when the hour is over", () => {
  chat.send({ type: "start", procedure: "dang-ky-khai-tu" });
  const before = chat.state;
  humanReplies();
  chat.say("1");
  chat.now = minutes(61);
  expect(chat.say("1").length).toBeGreaterThan(0);
  expect(chat.last?.fact).toMatchObject({
    flow: "procedure:dang-ky-khai-tu",
    outcome: "answered",
  });
  expect(chat.state?.frames[0]?.answers.length).toBe((before?.frames[0]?.answers.length ?? 0) + 1);
  expect(chat.state).not.toHaveProperty("mutedUntil");
});

test("speaks again when the resident types menu", () => {
  chat.send({ type: "start", procedure: "tach-ho" });
  humanReplies();
  expect(chat.say("Menu").length).toBeGreaterThan(0);
  expect(chat.last?.fact.flow).toBe("menu");
  expect(chat.say("nhắc lại").length).toBeGreaterThan(0);
});

test("extends the muting with each answer of the person, and an older answer that arrives late does not shorten it", () => {
  humanReplies(minutes(0));
  chat.now = minutes(40);
  humanReplies(minutes(40));
  humanReplies(minutes(10));
  chat.now = minutes(99);
  expect(chat.say("khai sinh")).toEqual([]);
  chat.now = minutes(101);
  expect(chat.say("khai sinh")).not.toEqual([]);
});

test("ignores an answer that arrives an hour late, and mutes no longer if the platform's clock is ahead", () => {
  chat.now = minutes(61);
  humanReplies(minutes(0));
  expect(chat.say("khai sinh")).not.toEqual([]);
  humanReplies(minutes(500));
  chat.now = minutes(61 + 62);
  expect(chat.say("khai sinh")).not.toEqual([]);
});

test("welcomes a new resident to whom a person wrote first, once the hour is over", () => {
  humanReplies();
  expect(chat.say("xin chào")).toEqual([]);
  chat.now = minutes(61);
  const [first] = chat.say("đăng ký khai sinh");
  expect(first?.text).toBe(conversation.welcome);
  expect(chat.last?.fact.flow).toBe("procedure:dang-ky-khai-sinh");
});

test("welcomes a new resident who types menu during the hour", () => {
  humanReplies();
  expect(chat.say("menu")[0]?.text).toBe(conversation.welcome);
});

test("does not mute at all if the setting is 0 minutes", () => {
  const context = { catalog, now: morning, contactPhone: null, muteMinutes: 0 };
  const { state } = turnOf(converse(null, { type: "human-replied", at: morning }, context));
  const { messages } = turnOf(converse(state, { type: "text", text: "khai sinh" }, context));
  expect(messages).not.toEqual([]);
});
