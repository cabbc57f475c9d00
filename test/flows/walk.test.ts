import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { languages } from "../../src/catalog/language.ts";
import { loadCatalog } from "../../src/catalog/load.ts";
import { allFlows } from "../../src/flows/conversations/registry.ts";
import type { ConversationInput } from "../../src/flows/engine/input.ts";
import { conversationLimits } from "../../src/flows/engine/state.ts";
import {
  type Message,
  maxLabelLength,
  maxMessageTextLength,
  maxOptions,
  textWithOptions,
} from "../../src/wording/message.ts";
import { splitMessage } from "../../src/wording/split-message.ts";
import { Chat } from "./chat.ts";

/** Random residents walk through every flow: no crash, no dead end, within every platform's limits, with a small state. */
const catalog = await loadCatalog("data");
const now = new Date("2026-11-23T09:30:00+07:00");
const seed = 20261122;

const phrases = [
  ...[
    "theo dõi hồ sơ 0012",
    "000.00.16.H26-251120-0012",
    "0012",
    "5678",
    "hồ sơ đang theo dõi",
    "xóa dữ liệu của tôi",
  ],
  ...[
    "1",
    "2",
    "3",
    "9",
    "15",
    "có",
    "không",
    "chưa",
    "rồi",
    "quay lại",
    "hủy",
    "menu",
    "tiếp tục",
  ],
  ...[
    "nhắc lại",
    "gặp người",
    "điểm gần nhất",
    "xem thêm",
    "phí bao nhiêu",
    "nộp ở đâu",
    "mất mấy ngày",
  ],
  ...[
    "phường Tân Bình",
    "phường 9 phú nhuận",
    "xa binh tien",
    "bây giờ",
    "26/11",
    "tối nay",
    "😀",
    "",
  ],
  ...[
    "đăng ký kết hôn",
    "lam giay khai sinh",
    "đổi bằng lái",
    "con tôi 15 tuổi cần gì",
    "x".repeat(5000),
  ],
  ...[
    "English",
    "tiếng việt",
    "yes",
    "no",
    "back",
    "birth certificate",
    "tomorrow",
    "ward 9 phu nhuan",
  ],
];

/** What a resident does next; a button is chosen by its position. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ tap: fc.nat(12) }) },
  { weight: 3, arbitrary: fc.constantFrom(...phrases).map((say) => ({ say })) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 60 }).map((say) => ({ say })) },
  {
    weight: 1,
    arbitrary: fc.record({
      lat: fc.double({ min: 8, max: 23, noNaN: true }),
      lon: fc.double({ min: 102, max: 110, noNaN: true }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ media: "image" }) },
);

function inputOf(doing: object, chat: Chat): ConversationInput {
  if ("say" in doing) return { type: "text", text: String(doing.say) };
  if ("media" in doing) return { type: "media", kind: "image" };
  if ("lat" in doing && "lon" in doing) {
    return { type: "location", lat: Number(doing.lat), lon: Number(doing.lon) };
  }
  const question = chat.last?.messages.findLast((message) => message.type !== "text");
  if (question === undefined || question.options.length === 0) return { type: "text", text: "1" };
  const index = "tap" in doing ? Number(doing.tap) % question.options.length : 0;
  const value = question.options[index]?.value ?? "";
  return { type: "choice", question: question.question, value };
}

function expectFits(message: Message): void {
  const platformText = message.type === "text" ? message.text : textWithOptions(message);
  expect(platformText.trim()).not.toBe("");
  for (const part of splitMessage(message)) {
    const sent = part.type === "text" ? part.text : textWithOptions(part);
    expect(sent.length).toBeLessThanOrEqual(maxMessageTextLength);
  }
  if (message.type === "text") return;
  expect(message.options.length).toBeLessThanOrEqual(maxOptions);
  for (const { label, full } of message.options) {
    expect(label.length).toBeLessThanOrEqual(maxLabelLength);
    expect(label.trim()).not.toBe("");
    expect(platformText).toContain(full);
  }
}

/** Expects an answer to whatever was done, and a question or text to answer next. */
function expectAlive(chat: Chat): void {
  const messages = chat.last?.messages ?? [];
  expect(messages.length).toBeGreaterThan(0);
  expect(messages.length).toBeLessThanOrEqual(conversationLimits.maxMessagesPerTurn);
  for (const message of messages) expectFits(message);
  expect(Buffer.byteLength(JSON.stringify(chat.state))).toBeLessThanOrEqual(
    conversationLimits.maxStateBytes,
  );
  expect(chat.state?.frames.length).toBeGreaterThan(0);
}

describe("random residents", () => {
  test("reach no dead end in the whole conversation", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
        const chat = new Chat(catalog, now);
        chat.send({ type: "start" });
        for (const doing of steps) {
          chat.send(inputOf(doing, chat));
          expectAlive(chat);
        }
        chat.say("menu");
        expect(chat.last?.fact.flow).toBe("menu");
      }),
      { seed, numRuns: 150 },
    );
  });

  test.each(
    allFlows(catalog).flatMap(({ id }) => languages.map((language) => [id, language] as const)),
  )("reach no dead end in %s in the language %s", (id, language) => {
    const procedure = /^(?:procedure|online):(.+)$/.exec(id)?.[1];
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 16 }), (steps) => {
        const chat = new Chat(catalog, now);
        chat.send({ type: "start", ...(procedure === undefined ? {} : { procedure }) });
        if (language === "en") chat.say("English");
        if (id === "find-point") chat.say("điểm gần nhất");
        if (id === "handoff") chat.say("gặp người");
        for (const doing of steps) {
          chat.send(inputOf(doing, chat));
          expectAlive(chat);
        }
      }),
      { seed, numRuns: 6 },
    );
  });
});
