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

test("after a person answered, nothing that the resident does is answered for an hour", () => {
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

test("when the hour is over the conversation goes on where it was", () => {
  chat.send({ type: "start", procedure: "tach-ho" });
  const before = chat.state;
  humanReplies();
  chat.say("1");
  chat.now = minutes(61);
  expect(chat.say("1").length).toBeGreaterThan(0);
  expect(chat.last?.fact).toMatchObject({ flow: "procedure:tach-ho", outcome: "answered" });
  expect(chat.state?.frames[0]?.answers.length).toBe((before?.frames[0]?.answers.length ?? 0) + 1);
  expect(chat.state).not.toHaveProperty("mutedUntil");
});

test("a resident who types menu has the service speak again", () => {
  chat.send({ type: "start", procedure: "tach-ho" });
  humanReplies();
  expect(chat.say("Menu").length).toBeGreaterThan(0);
  expect(chat.last?.fact.flow).toBe("menu");
  expect(chat.say("nhắc lại").length).toBeGreaterThan(0);
});

test("each answer of the person begins the hour again, an older one told late does not end it", () => {
  humanReplies(minutes(0));
  chat.now = minutes(40);
  humanReplies(minutes(40));
  humanReplies(minutes(10));
  chat.now = minutes(99);
  expect(chat.say("khai sinh")).toEqual([]);
  chat.now = minutes(101);
  expect(chat.say("khai sinh")).not.toEqual([]);
});

test("an answer told an hour late mutes no more, and a clock that runs ahead mutes no longer", () => {
  chat.now = minutes(61);
  humanReplies(minutes(0));
  expect(chat.say("khai sinh")).not.toEqual([]);
  humanReplies(minutes(500));
  chat.now = minutes(61 + 62);
  expect(chat.say("khai sinh")).not.toEqual([]);
});

test("somebody unknown whom a person wrote to is welcomed once the hour is over", () => {
  humanReplies();
  expect(chat.say("xin chào")).toEqual([]);
  chat.now = minutes(61);
  const [first] = chat.say("đăng ký khai sinh");
  expect(first?.text).toBe(conversation.welcome);
  expect(chat.last?.fact.flow).toBe("procedure:dang-ky-khai-sinh");
});

test("somebody unknown who types menu during the hour is welcomed with it", () => {
  humanReplies();
  expect(chat.say("menu")[0]?.text).toBe(conversation.welcome);
});

test("with 0 minutes a person's answer mutes nothing", () => {
  const context = { catalog, now: morning, contactPhone: null, muteMinutes: 0 };
  const { state } = turnOf(converse(null, { type: "human-replied", at: morning }, context));
  const { messages } = turnOf(converse(state, { type: "text", text: "khai sinh" }, context));
  expect(messages).not.toEqual([]);
});
