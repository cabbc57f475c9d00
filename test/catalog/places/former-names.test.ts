import { expect, test } from "@jest/globals";
import { parseMergedFrom } from "../../../src/catalog/places/former-names.ts";

/** Formats each unit as `Phường 9 (quận Phú Nhuận)`, with a `~` if only a part was merged. */
function formatUnits(mergedFrom: string | null): string[] {
  return parseMergedFrom(mergedFrom).map(
    ({ kind, name, district, isPartial }) =>
      `${kind} ${name}${district === null ? "" : ` (${district})`}${isPartial ? " ~" : ""}`,
  );
}

test.each<[string | null, string[]]>([
  [null, []],
  ["giữ nguyên", []],
  ["Xã Tả Củ Tỷ, Xã Lùng Cải", ["Xã Tả Củ Tỷ", "Xã Lùng Cải"]],
  [
    "Phường 4, Phường 5, Phường 9 (quận Phú Nhuận)",
    ["Phường 4 (quận Phú Nhuận)", "Phường 5 (quận Phú Nhuận)", "Phường 9 (quận Phú Nhuận)"],
  ],
  [
    "Phường 10, Phường 11 (Quận\u00a06), Phường 16 (Quận 8)",
    ["Phường 10 (Quận 6)", "Phường 11 (Quận 6)", "Phường 16 (Quận 8)"],
  ],
  [
    "Phường 12, Phường 14 (quận Bình Thạnh), Phường 26",
    ["Phường 12 (quận Bình Thạnh)", "Phường 14 (quận Bình Thạnh)", "Phường 26 (quận Bình Thạnh)"],
  ],
  ["Phường 9, Xã Hòa An (huyện Phú Hòa)", ["Phường 9", "Xã Hòa An (huyện Phú Hòa)"]],
  [
    "Phường Ngọc Lâm, một phần diện tích TN, quy mô dân số của các phường Đức Giang, Phường Gia Thụy",
    ["Phường Ngọc Lâm", "Phường Đức Giang ~", "Phường Gia Thụy ~"],
  ],
  [
    "Xã Võng La và một phần diện tích TN, toàn bộ quy mô dân số của các Xã Kim Chung (huyện Đông Anh)",
    ["Xã Võng La", "Xã Kim Chung (huyện Đông Anh) ~"],
  ],
  [
    "Phường Trung Hòa và Phường Yên Hòa (phần còn lại sau khi sáp nhập vào phường Cầu Giấy)",
    ["Phường Trung Hòa", "Phường Yên Hòa ~"],
  ],
  [
    "Xã Kim Chung (huyện Hoài Đức) (phần còn lại sau khi sáp nhập vào phường Tây Tựu)",
    ["Xã Kim Chung (huyện Hoài Đức) ~"],
  ],
  [
    "Xã Tân Vinh, phần còn lại của Phường Quang Trung sau khi sắp xếp và Xã Phong Quang",
    ["Xã Tân Vinh", "Phường Quang Trung ~", "Xã Phong Quang"],
  ],
  ["Xã Quảng Ngần, Thôn Mịch A, Xóm Tổng Dùn", ["Xã Quảng Ngần"]],
  ["Phường 4 (Quận 8), Rạch Ông", ["Phường 4 (Quận 8)", "Phường Rạch Ông"]],
  [
    "Thị trấn Châu Thành (huyện Châu Thành, tỉnh Bến Tre)",
    ["Thị trấn Châu Thành (huyện Châu Thành)"],
  ],
  ["Huyện Côn Đảo", ["Huyện Côn Đảo"]],
])("the former units are parsed from %j", (mergedFrom, units) => {
  expect(formatUnits(mergedFrom)).toEqual(units);
});
