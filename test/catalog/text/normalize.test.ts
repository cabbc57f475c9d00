import { expect, test } from "@jest/globals";
import { normalizeInPieces } from "../../../src/catalog/text/normalize.ts";

test("a long text is composed as it would be in one go", () => {
  const text = "Đăng ký khai sinh ở xã, phường. ".repeat(1_000).normalize("NFD");
  expect(normalizeInPieces(text, text.length)).toBe(text.normalize("NFC"));
});

test("a text is cut to its limit", () => {
  expect(normalizeInPieces("a".repeat(9_000), 5_000)).toHaveLength(5_000);
});
