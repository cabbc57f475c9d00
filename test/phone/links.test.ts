import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { splitLinks } from "../../src/phone/links.js";

function linksIn(text: string): (string | null)[] {
  return splitLinks(text)
    .map(({ href }) => href)
    .filter((href) => href !== null);
}

test.each([
  ["Xem https://dichvucong.gov.vn/p/home?x=1&y=2.", "https://dichvucong.gov.vn/p/home?x=1&y=2"],
  ["(http://a.vn/b)", "http://a.vn/b"],
  ["Gọi 0236 3881 888 nhé", "tel:02363881888"],
  ["ĐT: (028) 38.291.234", "tel:02838291234"],
  ["0277.826.686", "tel:0277826686"],
  ["02373900900,", "tel:02373900900"],
  ["+84 905 123 456", "tel:+84905123456"],
  ["tổng đài 19001009.", "tel:19001009"],
  ["1800 1096", "tel:18001096"],
  ["Cháy thì bác gọi ngay số 114 (cứu hỏa).", "tel:114"],
  ["Số để bác gọi hỏi: tổng đài chung, 1022.", "tel:1022"],
  ["Tổng đài 111 (24/7, miễn phí)", "tel:111"],
  ["Call 115 now", "tel:115"],
  ["gọi 0236 1022 nhánh 3", "tel:02361022"],
  ["Số để bác gọi hỏi: đường dây của Hà Nội, 024 1022 nhánh 7, 8.", "tel:0241022"],
])("links %s to %s", (text, href) => {
  expect(linksIn(text)).toEqual([href]);
});

test("links every short number of a sentence that tells to call", () => {
  const text = "1. Gọi 111, hoặc 113 nếu đang nguy hiểm; ai bị thương thì gọi 115.";
  expect(linksIn(text)).toEqual(["tel:111", "tel:113", "tel:115"]);
});

test.each([
  "Mã hồ sơ 000.00.00.H29-250101-0001",
  "H29.01.02-261122-0012",
  "Thủ tục 1.004227",
  "lệ phí 1.000.000 đồng",
  "ngày 01/07/2025",
  "08.07.2025 08:00",
  "Công văn 4329/UBND-NC",
  "căn cước 079123456789012",
  "javascript:alert(1)",
  "Theo Điều 113 thì bác nộp 115 đồng",
  "gọi là phí 115.000 đ",
  "bác gọi hỏi trước 113 ngày",
  "Gọi số ở nhà 113 Nguyễn Huệ",
  "Bác gọi Ủy ban nhân dân phường, 113 Nguyễn Huệ",
  "Nghị quyết số 111/NQ-CP, gọi tắt là 113/2025",
  "mã 1.001022 và 1022A",
  "113 người",
])("finds no link in %s", (text) => {
  expect(linksIn(text)).toEqual([]);
});

test("splits any message into pieces that together are the message", () => {
  const message = fc.array(
    fc.oneof(
      fc.string(),
      fc.constantFrom("https://a.vn/", "0905123456", "19001009", " ", ".", "("),
    ),
  );
  fc.assert(
    fc.property(message, (parts) => {
      const text = parts.join("");
      expect(
        splitLinks(text)
          .map((piece) => piece.text)
          .join(""),
      ).toBe(text);
    }),
    { seed: 20261123, numRuns: 300 },
  );
});
