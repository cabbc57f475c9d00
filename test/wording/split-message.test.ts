import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type ChoiceMessage, type Message, textWithOptions } from "../../src/wording/message.ts";
import { splitMessage } from "../../src/wording/split-message.ts";
import { wordingIn } from "../../src/wording/wording.ts";

const sentence = "Bác mang giấy tờ gốc, cán bộ xem rồi trả lại. ";

function question(text: string, fulls: readonly string[]): ChoiceMessage {
  const options = fulls.map((full, index) => ({
    value: `v${index}`,
    number: index + 1,
    label: full.slice(0, 20),
    full,
  }));
  return { type: "choice", question: "q1", text, options };
}

function sentText(message: Message): string {
  return message.type === "text" ? message.text : textWithOptions(message);
}

test("keeps a message that fits as one message", () => {
  const asked = question("Bác đã có giấy chứng sinh chưa?", ["Có", "Chưa"]);
  expect(splitMessage(asked)).toStrictEqual([asked]);
  const text: Message = { type: "text", text: "Chào bác!" };
  expect(splitMessage(text)).toStrictEqual([text]);
});

test("keeps the line of steps with the beginning of its text", () => {
  const progress = { steps: ["Đã nộp", "Tiếp nhận"], current: 1 };
  const short: Message = { type: "text", text: "Hồ sơ đang xử lý.", progress };
  expect(splitMessage(short)).toStrictEqual([short]);
  const [first, second] = splitMessage({ type: "text", text: sentence.repeat(100), progress });
  expect(first).toMatchObject({ progress });
  expect(second).not.toHaveProperty("progress");
});

test("splits a long text at sentences", () => {
  const parts = splitMessage({ type: "text", text: sentence.repeat(100) });
  expect(parts.map(({ type }) => type)).toEqual(["text", "text", "text"]);
  for (const part of parts) expect(part.text).toMatch(/\.$/);
});

test("sends the beginning of a long question as text, and asks with its last part", () => {
  const parts = splitMessage(question(`${sentence.repeat(60)}Bác chọn nhé?`, ["Có", "Chưa"]));
  expect(parts.map(({ type }) => type)).toEqual(["text", "choice"]);
  expect(parts.at(-1)).toMatchObject({
    question: "q1",
    options: [{ full: "Có" }, { full: "Chưa" }],
  });
  expect(parts.at(-1)?.text).toMatch(/Bác chọn nhé\?$/);
});

test("sends options that are too long for their question first, and asks with their labels", () => {
  const fulls = Array.from({ length: 10 }, (_, n) => `Trường hợp ${n}: ${sentence.repeat(5)}`);
  const parts = splitMessage(question("Bác ở trường hợp nào?", fulls));
  expect(parts.at(-1)).toMatchObject({ text: "Bác ở trường hợp nào?", question: "q1" });
  expect(parts.at(-1)).toHaveProperty("options.9.full", fulls[9]?.slice(0, 20));
  const told = parts
    .slice(0, -1)
    .map(({ text }) => text)
    .join(" ");
  for (const n of [0, 9]) expect(told).toContain(`${n + 1}. Trường hợp ${n}:`);
});

test("makes every part fit, keeps one question one question, and loses no word", () => {
  const words = fc.array(fc.constantFrom("giấy", "khai sinh.", "bản sao;", "\n\n", "😀"), {
    maxLength: 900,
  });
  const fulls = fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 300 }), {
    minLength: 1,
    maxLength: 10,
  });
  fc.assert(
    fc.property(words, fulls, (spoken, options) => {
      const text = `${spoken.join(" ")} hết`;
      const parts = splitMessage(question(text, options));
      for (const part of parts) expect(sentText(part).length).toBeLessThanOrEqual(2000);
      expect(parts.map(({ type }) => type).indexOf("choice")).toBe(parts.length - 1);
      const all = parts.map(sentText).join(" ");
      for (const word of new Set(spoken)) expect(all).toContain(word.trim());
    }),
    { seed: 20261122 },
  );
});

test("keeps the language in every part", () => {
  const text = "One sentence. ".repeat(300);
  const parts = splitMessage({ type: "text", text, language: "en" });
  expect(parts.length).toBeGreaterThan(1);
  expect(new Set(parts.map(({ language }) => language))).toStrictEqual(new Set(["en"]));
});

describe("a message with cards", () => {
  const cards = {
    head: "Gần bác nhất:",
    points: [],
    from: null,
    words: wordingIn("vi").points.cardWords,
  };

  test("stays whole if its text fits", () => {
    const message: Message = { type: "text", text: "Gần bác nhất: 654 Phạm Văn Chí.", cards };
    expect(splitMessage(message)).toEqual([message]);
  });

  test("becomes texts alone if it does not", () => {
    const parts = splitMessage({ type: "text", text: "một hai ba ".repeat(300), cards }, 1000);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.some((part) => "cards" in part)).toBe(false);
  });
});
