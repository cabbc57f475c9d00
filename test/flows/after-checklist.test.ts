import { beforeEach, describe, expect, test } from "@jest/globals";
import { loadCatalog } from "../../src/catalog/load.ts";
import { Chat } from "./chat.ts";

const catalog = await loadCatalog("data");
const now = new Date("2026-11-30T09:30:00+07:00");
let chat: Chat;

beforeEach(() => {
  chat = new Chat(catalog, now);
  chat.say("cấp lại căn cước");
  chat.tap("Bị mất");
});

test("asks with the most useful first, ten in all", () => {
  expect(chat.question.options.map(({ label }) => label)).toStrictEqual([
    "Điểm gần nhất",
    "Nộp trên mạng",
    "Giấy tờ chi tiết",
    "Giữ, in danh sách",
    "Tiền, ai làm được",
    "Hay bị trả lại",
    "Giải thích chữ khó",
    "Căn cứ theo luật",
    "Gặp người",
    "Thủ tục khác",
  ]);
});

describe.each([
  ["Giấy tờ chi tiết", "chi tiết giấy tờ", "chi tiet giay to", "Mẫu: CC01"],
  ["Tiền, ai làm được", "ai làm được", "ai lam duoc", "Ai làm được: người bị mất thẻ"],
  ["Hay bị trả lại", "hay bị trả lại vì sao", "hay bi tra lai vi sao", "Hay bị trả lại vì:"],
  ["Giải thích chữ khó", "giải thích chữ khó", "giai thich chu kho", "Giải nghĩa:"],
  ["Căn cứ theo luật", "theo luật nào", "theo luat nao", "Căn cứ pháp lý"],
])("“%s”", (button, words, bareWords, said) => {
  test("opens its section, and the question comes again", () => {
    chat.tap(button);
    expect(chat.text).toContain(said);
    expect(chat.question.text).toBe("Bác muốn làm gì tiếp ạ?");
  });

  test.each([words, bareWords])("is opened by “%s”", (typed) => {
    chat.say(typed);
    expect(chat.text).toContain(said);
    expect(chat.question.text).toBe("Bác muốn làm gì tiếp ạ?");
  });
});

test.each([
  "gửi lại danh sách",
  "xem lai",
  "cho bác xem lại danh sách với",
  "gui lai giay to cho em",
])("“%s” gives the four lines again", (typed) => {
  chat.say(typed);
  expect(chat.text).toMatch(/^Mang theo: .*\nTiền: .*\nBao lâu: .*\nỞ đâu: .*\nBác muốn làm gì/);
});

test("“sửa” corrects an answer, and the list follows it", () => {
  chat.say("sua lai");
  expect(chat.question.text).toBe("Bác muốn sửa câu nào ạ?");
  chat.say("1");
  chat.tap("Bị hỏng");
  expect(chat.text).toMatch(/^Mang theo: Thẻ bị hỏng/);
});

test("a section without anything to say is not offered", () => {
  const guest = new Chat(catalog, now);
  guest.say("doi giay phep lai xe");
  guest.tap("Hạng A1, A, B1");
  guest.tap("Trong nước cấp");
  guest.tap("Đúng rồi");
  const labels = guest.question.options.map(({ label }) => label);
  expect(labels).toContain("Giấy tờ chi tiết");
  expect(labels).not.toContain("Giải thích chữ khó");
});
