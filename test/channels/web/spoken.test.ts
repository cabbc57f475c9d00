import { expect, test } from "@jest/globals";
import { spokenPieces } from "../../../src/channels/web/assets/spoken.js";

const spoken = (text: string) => spokenPieces(text, "vi").join(" ");

test("names an address instead of spelling it", () => {
  expect(spoken("Bác nộp trên https://dichvucong.gov.vn/p/home ạ.")).toBe(
    "Bác nộp trên đường dẫn trên màn hình ạ.",
  );
  expect(spokenPieces("See https://dichvucong.gov.vn.", "en")).toEqual([
    "See the link on the screen.",
  ]);
});

test("reads a phone number figure by figure", () => {
  expect(spoken("Gọi 0236 3881 888 nhé.")).toBe("Gọi 0 2 3 6 3 8 8 1 8 8 8 nhé.");
});

test.each([
  ["Lệ phí 35.000 đồng.", "Lệ phí 35000 đồng."],
  ["Trợ cấp 1.500.000 đồng mỗi tháng.", "Trợ cấp 1500000 đồng mỗi tháng."],
  ["Hồ sơ 000.00.16.H26-250815-0012", "Hồ sơ 000.00.16.H26-250815-0012"],
])("reads %s as a sum or a code", (written, said) => {
  expect(spoken(written)).toBe(said);
});

test.each([
  ["Hẹn ngày 28/11/2026 ạ.", "Hẹn ngày 28 tháng 11 năm 2026 ạ."],
  ["Thứ Bảy 28/11: 9 giờ.", "Thứ Bảy ngày 28 tháng 11: 9 giờ."],
  ["Ngày 2/9 nghỉ.", "ngày 2 tháng 9 nghỉ."],
  ["Nghị định 176/2025/NĐ-CP", "Nghị định 176/2025/NĐ-CP"],
])("reads %s as a day, if it is one", (written, said) => {
  expect(spoken(written)).toBe(said);
});

test("leaves out marks, emoji and empty lines, and keeps the order of the lines", () => {
  expect(spokenPieces("Cần mang:\n\n• Căn cước 📍\n☐ Tờ khai\n—", "vi")).toEqual([
    "Cần mang:",
    "Căn cước",
    "Tờ khai",
  ]);
});

test("divides a long line at its sentences, because browsers stop in long ones", () => {
  const sentence = "Bác mang theo bản chính để đối chiếu và một bản sao. ";
  const pieces = spokenPieces(sentence.repeat(9), "vi");
  expect(pieces.length).toBeGreaterThan(2);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(180);
  expect(pieces.join(" ")).toBe(sentence.repeat(9).trim());
});
