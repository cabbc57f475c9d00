import { describe, expect, test } from "@jest/globals";
import { buildCommands } from "../../../src/catalog/understanding/commands.ts";
import { buildCourtesies } from "../../../src/catalog/understanding/courtesies.ts";
import { buildDossierRequests } from "../../../src/catalog/understanding/dossier-requests.ts";
import { shippedVocabulary } from "../shipped-vocabulary.ts";

const { findCommand, findRequestedLanguage } = buildCommands(shippedVocabulary.commands);
const findCourtesy = buildCourtesies(shippedVocabulary.courtesies);
const findDossierRequest = buildDossierRequests(shippedVocabulary.dossierRequests);

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

describe("findDossierRequest", () => {
  test.each([
    ["cho tôi ngừng nhận thông báo ạ", "stop-notifications", null],
    ["tắt tin chung", "stop-general-news", null],
    ["Mã thử 12345678", "pair-chat", "12345678"],
    ["xoa toan bo du lieu ca nhan cua toi", "erase-data", null],
    ["show my data", "data-copy", null],
    ["tôi chấm 4 sao", "rate-dossier", "4"],
    ["dạ xem các hồ sơ tôi đang theo dõi", "list-dossiers", null],
    ["dạ cho tôi tra cứu hồ sơ 0012", "track-dossier", "0012"],
  ])("recognises a request about dossiers or data: %s", (typed, kind, value) => {
    expect(findDossierRequest(typed)).toEqual({ kind, value });
  });

  test.each(["xóa dữ liệu của hàng xóm", "chấm 6 điểm", "hồ sơ khai sinh gồm gì"])(
    "leaves other sentences alone: %s",
    (typed) => {
      expect(findDossierRequest(typed)).toBeNull();
    },
  );
});
