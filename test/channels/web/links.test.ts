import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { splitLinks } from "../../../src/channels/web/assets/links.js";

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
])("links %s to %s", (text, href) => {
  expect(linksIn(text)).toEqual([href]);
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
