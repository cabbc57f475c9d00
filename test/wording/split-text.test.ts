import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { splitText } from "../../src/wording/split-message.ts";

test("keeps a short text whole", () => {
  expect(splitText("Chào bác!")).toStrictEqual(["Chào bác!"]);
});

test("cuts a long text between paragraphs, then between sentences", () => {
  const paragraph = "Bác mang giấy tờ gốc. Cán bộ xem rồi trả lại ngay.";
  expect(splitText(`${paragraph}\n\n${paragraph}`, 60)).toStrictEqual([paragraph, paragraph]);
  expect(splitText(paragraph, 30)).toStrictEqual([
    "Bác mang giấy tờ gốc.",
    "Cán bộ xem rồi trả lại ngay.",
  ]);
});

test("cuts a word without blanks, but never an emoji", () => {
  expect(splitText("a".repeat(25), 10)).toStrictEqual([
    "a".repeat(10),
    "a".repeat(10),
    "a".repeat(5),
  ]);
  for (const part of splitText("😀".repeat(20), 9)) expect(part.isWellFormed()).toBe(true);
});

test("loses nothing but blanks, and makes every part fit", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 400 });
  fc.assert(
    fc.property(text, fc.integer({ min: 8, max: 60 }), (whole, max) => {
      const parts = splitText(whole, max);
      for (const part of parts) expect(part.length).toBeLessThanOrEqual(max);
      const squeezed = (s: string) => s.normalize("NFC").replace(/\s/gu, "");
      expect(squeezed(parts.join(""))).toBe(squeezed(whole));
    }),
    { seed: 20261122 },
  );
});
