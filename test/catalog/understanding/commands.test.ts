import { describe, expect, test } from "@jest/globals";
import { buildCommands } from "../../../src/catalog/understanding/commands.ts";
import { buildCourtesies } from "../../../src/catalog/understanding/courtesies.ts";
import { shippedVocabulary } from "../shipped-vocabulary.ts";

const { findCommand, findRequestedLanguage } = buildCommands(shippedVocabulary.commands);
const findCourtesy = buildCourtesies(shippedVocabulary.courtesies);

describe("findCommand", () => {
  test.each([
    ["dừng", "cancel"],
    ["thôi", "cancel"],
    ["Dừng lại đi", "cancel"],
    ["dung", "cancel"],
    ["đúng", null],
    ["dùng", null],
    ["thời", null],
    ["tiếp", "resume"],
  ])("distinguishes a command from words that differ only in their marks: %s", (typed, command) => {
    expect(findCommand(typed)).toBe(command);
  });

  test.each([
    ["dạ cho tôi quay lại ạ", "back"],
    ["cho tôi gặp người thật", "person"],
    ["thôi không làm nữa", "cancel"],
    ["menu đi cháu ơi", "menu"],
    ["tôi muốn tiếp tục hồ sơ của mẹ tôi", null],
  ])("finds a command among courtesies, but not inside a story: %s", (typed, command) => {
    expect(findCommand(typed)).toBe(command);
  });
});

describe("findRequestedLanguage", () => {
  test.each([
    ["English please", "en"],
    ["cho tôi tiếng Anh", "en"],
    ["tieng viet", "vi"],
    ["con tôi học tiếng Anh", null],
  ])("finds the language only if the whole sentence asks for it: %s", (typed, language) => {
    expect(findRequestedLanguage(typed)).toBe(language);
  });
});

describe("findCourtesy", () => {
  test.each([
    ["dạ vâng cảm ơn cháu nhiều nhé", "thanks"],
    ["cảm ơn em đã chỉ cho chị", "thanks"],
    ["Ừ", "agreement"],
    ["thôi tạm biệt nha", "farewell"],
    ["máy tính ngu quá", "insult"],
    ["xin chao moi nguoi", "greeting"],
    ["chào, cho hỏi làm căn cước", null],
    ["dạ dạ chào", null],
  ])("recognises a sentence that is nothing but a courtesy: %s", (typed, courtesy) => {
    expect(findCourtesy(typed)).toBe(courtesy);
  });
});
