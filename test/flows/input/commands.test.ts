import { describe, expect, test } from "@jest/globals";
import { loadCatalog } from "../../../src/catalog/load.ts";
import { Chat } from "../chat.ts";

const catalog = await loadCatalog("data");
const now = new Date("2026-11-23T09:30:00+07:00");

describe("a command is distinguished from words that look like it without diacritics", () => {
  test.each([
    ["dừng", "cancel"],
    ["thôi", "cancel"],
    ["Dừng lại đi", "cancel"],
    ["dung", "cancel"],
    ["đúng", null],
    ["dùng", null],
    ["thời", null],
    ["tiếp", "resume"],
  ])('"%s" is the command %s', (typed, command) => {
    expect(catalog.findCommand(typed)).toBe(command);
  });
});

describe("courtesies around a command do not hide it", () => {
  test.each([
    ["dạ cho tôi quay lại ạ", "back"],
    ["cho tôi gặp người thật", "person"],
    ["thôi không làm nữa", "cancel"],
    ["menu đi cháu ơi", "menu"],
    ["tôi muốn tiếp tục hồ sơ của mẹ tôi", null],
    ["thôi cháu ạ", "cancel"],
    ["dạ thôi ạ", "cancel"],
    ["thôi rồi", null],
    ["chỉ mình tôi thôi", null],
    ["một mình mình thôi ạ", null],
    ["mình tôi thôi", null],
    ["tôi thôi", null],
  ])('"%s" is the command %s', (typed, command) => {
    expect(catalog.findCommand(typed)).toBe(command);
  });
});

describe("the answers that are read back", () => {
  test.each(["đúng", "Đúng ạ", "đúng rồi", "dung", "dạ đúng rồi"])(
    "are confirmed by “%s”",
    (typed) => {
      expect(toConfirmation().say(typed)[0]?.text).toMatch(/^Mang theo: /);
    },
  );

  test.each(["dừng", "hủy", "thôi"])("are dropped by “%s”", (typed) => {
    expect(toConfirmation().say(typed)[0]?.text).toMatch(/^Cháu đã dừng việc/);
  });
});

test("takes words that are both an option and a command as the option", () => {
  const chat = toConfirmation();
  chat.tap("Đúng rồi");
  chat.say("điểm gần nhất");
  chat.say("phường Bình Tiên");
  chat.tap("Chưa rõ lúc nào");
  expect(chat.text).toContain("Nơi giải quyết việc này:");
});

/** Goes on until the procedure's answers are read back. */
function toConfirmation(): Chat {
  const chat = new Chat(catalog, now);
  chat.say("đăng ký kết hôn");
  for (let questions = 0; questions < 10; questions += 1) {
    if (chat.text.includes("Đúng chưa bác?")) return chat;
    chat.say("không");
    if (!chat.text.includes("Đúng chưa bác?")) chat.say("1");
  }
  throw new Error(`No confirmation came: ${chat.text}`);
}
