import { expect, test } from "@jest/globals";
import { loadCatalog } from "../../src/catalog/load.ts";
import { isPictureName } from "../../src/pictures/names.ts";
import {
  pictureOfChannel,
  pictureOfLifeEvent,
  pictureOfPaper,
} from "../../src/pictures/picture-of.ts";

test("every life event of the catalogue has a picture", async () => {
  const { lifeEvents } = await loadCatalog("data");
  const without = lifeEvents.filter(({ id }) => pictureOfLifeEvent(id) === null);
  expect(without.map(({ id }) => id)).toStrictEqual([]);
});

test("a life event that the desk adds has none yet", () => {
  expect(pictureOfLifeEvent("du-lich")).toBeNull();
  expect(pictureOfLifeEvent("constructor")).toBeNull();
});

test.each([
  ["Thẻ căn cước, căn cước điện tử hoặc hộ chiếu của người đi nộp", "the-can-cuoc"],
  ["Giấy tờ tùy thân của hai người kết hôn", "the-can-cuoc"],
  ["Hai ảnh 4x6 nền trắng", "anh-the"],
  ["Tờ khai đăng ký khai sinh", "to-khai"],
  ["Giấy khai đăng ký xe", "to-khai"],
  ["Bản sao giấy khai sinh cũ hoặc giấy tờ thay thế", "giay-khai-sinh"],
  ["Giấy chứng sinh", "giay-chung-sinh"],
  ["Giấy báo tử hoặc trích lục khai tử (bản sao)", "giay-chung-tu"],
  ["Giấy uỷ quyền", "giay-uy-quyen"],
  ["Hợp đồng thuê, mượn, ở nhờ (không cần công chứng)", "hop-dong-thue-nha"],
  ["Giấy tờ, tài liệu chứng minh chỗ ở hợp pháp", "giay-xac-nhan-cu-tru"],
  ["Sổ đỏ, sổ hồng bản gốc", "so-do"],
  ["Giấy phép lái xe đang có", "giay-phep-lai-xe"],
  ["Giấy đăng ký xe cũ", "dang-ky-xe"],
  ["Sổ BHXH", "so-bhxh"],
  ["Hộ chiếu cũ", "ho-chieu"],
])("“%s” is shown as %s", (paper, picture) => {
  expect(pictureOfPaper(paper)).toBe(picture);
});

test.each([
  "Sơ đồ nhà ở",
  "Bảng kê chi phí",
  "Giấy ly hôn",
  "Ảnh chụp hiện trạng cây",
  "Văn bản cam đoan chưa được đăng ký khai sinh",
  "Đơn thuốc (bản chụp)",
  "Không phải mang giấy tờ gì",
])("“%s” is not shown as a paper that it only resembles", (paper) => {
  expect(pictureOfPaper(paper)).toBe("giay-to");
});

test("every channel has a picture", () => {
  for (const channel of ["counter", "online", "phone", "post", "message"] as const) {
    expect(isPictureName(pictureOfChannel(channel))).toBe(true);
  }
});
