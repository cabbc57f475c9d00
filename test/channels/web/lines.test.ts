import { expect, test } from "@jest/globals";
import { splitLines } from "../../../src/channels/web/assets/lines.js";

const kinds = (text: string) => splitLines(text).map(({ kind }) => kind);

test("headings, papers, their details and gaps are told apart", () => {
  expect(
    kinds(
      "DANH SÁCH CỦA BÁC: Tách hộ\n\nGiấy tờ cần có:\n1. Tờ khai\n   Mẫu CT01\n• Ghi chú\nBác nhớ nhé.",
    ),
  ).toStrictEqual(["heading", "gap", "heading", "item", "detail", "bullet", "plain"]);
});

test("an ordinary sentence with a colon is no heading", () => {
  expect(kinds("Lệ phí: 8.000 đ.")).toStrictEqual(["plain"]);
  expect(kinds(`${"rất dài ".repeat(12)}:`)).toStrictEqual(["plain"]);
});

test("links keep their address in whichever line they stand", () => {
  const [line] = splitLines("• Cổng https://dichvucong.gov.vn");
  expect(line?.pieces.map(({ href }) => href)).toStrictEqual([null, "https://dichvucong.gov.vn"]);
});
