import { expect, test } from "@jest/globals";
import { loadCatalog } from "../../../src/catalog/load.ts";
import { Chat } from "../chat.ts";

const catalog = await loadCatalog("data");
const now = new Date("2026-11-30T09:00:00+07:00");

/** Goes to the question of a procedure that an age, date or sum answers. */
function atQuestion(procedure: string, question: string): Chat {
  const chat = new Chat(catalog, now);
  chat.send({ type: "start", procedure });
  for (let asked = 0; asked < 8; asked += 1) {
    if (chat.state?.asking === question) return chat;
    chat.say("1");
  }
  throw new Error(`${procedure} never asks ${question}: ${chat.text}`);
}

test.each([
  ["cap-can-cuoc-lan-dau", "tuoi", "14 tuổi", "tu_14"],
  ["cap-can-cuoc-lan-dau", "tuoi", "cháu mới 5 tuổi thôi ạ", "duoi_6"],
  ["cap-can-cuoc-lan-dau", "tuoi", "sinh năm 2015", "6_14"],
  ["cap-can-cuoc-lan-dau", "tuoi", "9", "6_14"],
  ["ho-chieu-pho-thong", "tuoi", "35 tuổi", "tu_14"],
  ["tro-cap-huu-tri-xa-hoi", "tuoi", "bảy mươi tám tuổi", "tu_75"],
  ["tro-cap-huu-tri-xa-hoi", "tuoi", "má tui 72 tuoi", "70_75"],
  ["tro-cap-huu-tri-xa-hoi", "tuoi", "sinh 1940", "tu_75"],
  ["khai-thue-ho-kinh-doanh", "doanh_thu", "mỗi tháng chừng 50 triệu", "duoi_1ty"],
  ["khai-thue-ho-kinh-doanh", "doanh_thu", "tỷ rưỡi, à 1 tỷ rưỡi", "tu_1_3ty"],
  ["chuyen-truong", "cap", "cháu học lớp 7", "thcs"],
])("%s, %s: “%s” answers %s", (procedure, question, typed, value) => {
  const chat = atQuestion(procedure, question);
  chat.say(typed);
  const answers = chat.state?.frames.find(({ flow }) => flow === `procedure:${procedure}`)?.answers;
  expect(new Map(answers).get(question)).toBe(value);
});

test.each([
  ["2/9/2026", "roi"],
  ["hôm qua", "chua"],
  ["mới tháng trước", "chua"],
  ["được 4 tháng rồi", "roi"],
  ["chưa quá 60 ngày", "chua"],
])("the day of birth “%s” answers whether 60 days have passed", (typed, value) => {
  const chat = new Chat(catalog, now);
  chat.send({ type: "start", procedure: "dang-ky-khai-sinh" });
  for (const answer of ["Không", "Không, chỉ khai sinh", "Bệnh viện, trạm y tế"]) chat.tap(answer);
  for (let asked = 0; asked < 4 && chat.state?.asking !== "tre_han"; asked += 1) {
    chat.say("1");
  }
  chat.say(typed);
  const answers = chat.state?.frames.at(-1)?.answers;
  expect(new Map(answers).get("tre_han")).toBe(value);
});

test("an age that may be on either side of the line is asked again", () => {
  const chat = atQuestion("ho-chieu-pho-thong", "tuoi");
  chat.say("sinh năm 2012");
  const answers = chat.state?.frames.at(-1)?.answers;
  expect(new Map(answers).has("tuoi")).toBe(false);
});
