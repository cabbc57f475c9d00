import { describe, expect, test } from "@jest/globals";
import { loadCatalog } from "../../src/catalog/load.ts";
import { Chat } from "./chat.ts";

const catalog = await loadCatalog("data");
const now = new Date("2026-11-23T09:30:00+07:00");

describe("a place typed alone", () => {
  test.each([
    ["phường Bình Tiên", "Cháu tìm quanh Phường Bình Tiên, Thành phố Hồ Chí Minh."],
    ["toi o phuong 9 phu nhuan", "Cháu tìm quanh Phường Đức Nhuận, Thành phố Hồ Chí Minh."],
  ])('"%s" is answered at once with the nearest points', (typed, around) => {
    const chat = new Chat(catalog, now);
    chat.say("menu");
    chat.say(typed);
    expect(chat.text).toContain(around);
    expect(chat.text).toContain("Gần bác nhất:");
  });

  test("asks which place is meant if several have that name", () => {
    const chat = new Chat(catalog, now);
    chat.say("phường Ba Đình");
    expect(chat.text).toContain("Có nhiều nơi tên như vậy");
    chat.say("1");
    expect(chat.text).toContain("Cháu tìm quanh Phường Ba Đình, Thành phố Hà Nội.");
  });

  test("lets the task in progress wait", () => {
    const chat = new Chat(catalog, now);
    chat.say("đăng ký kết hôn");
    const { text } = chat.question;
    chat.say("phường Bình Tiên");
    expect(chat.text).toContain("Nơi giải quyết việc này:");
    chat.tap("Quay lại việc cũ");
    expect(chat.question.text).toBe(text);
  });
});

test("asks about a district of which one ward is known, instead of taking it for that ward", () => {
  const chat = new Chat(catalog, now);
  chat.say("điểm gần nhất");
  chat.say("quận 1");
  expect(chat.text).toContain("cháu mới biết những nơi này");
  chat.tap("Nơi khác");
  expect(chat.text).toContain("Bác đang ở đâu ạ?");
});

test("says so if no point is near", () => {
  const chat = new Chat(catalog, now);
  chat.send({ type: "location", lat: 22.38, lon: 102.47 });
  expect(chat.text).toContain("cháu chưa có điểm hướng dẫn nào trong danh mục");
  chat.send({ type: "location", lat: 10.7425, lon: 106.643 });
  expect(chat.text).not.toContain("cháu chưa có điểm hướng dẫn nào");
});
