import { expect, test } from "@jest/globals";
import { splitLines } from "../../../src/channels/web/assets/lines.js";

const kinds = (text: string) => splitLines(text).map(({ kind }) => kind);

test("distinguishes headings, papers, their details and gaps", () => {
  expect(
    kinds(
      "DANH SÁCH CỦA BÁC: Tách hộ\n\nGiấy tờ cần có:\n1. Tờ khai\n   Mẫu CT01\n• Ghi chú\nBác nhớ nhé.",
    ),
  ).toStrictEqual(["heading", "gap", "heading", "item", "detail", "bullet", "plain"]);
});

test("does not treat a sentence with a colon as a heading", () => {
  expect(kinds("Lệ phí: 8.000 đ.")).toStrictEqual(["plain"]);
  expect(kinds(`${"rất dài ".repeat(12)}:`)).toStrictEqual(["plain"]);
});

test("keeps the address of a link in any line", () => {
  const [line] = splitLines("• Cổng https://dichvucong.gov.vn");
  expect(line?.pieces.map(({ href }) => href)).toStrictEqual([null, "https://dichvucong.gov.vn"]);
});
