import { expect, test } from "@jest/globals";
import { buildHidePersonalDetails } from "../../../src/catalog/understanding/hide-personal-details.ts";
import { shippedVocabulary } from "../shipped-vocabulary.ts";

const hide = buildHidePersonalDetails(shippedVocabulary.personNames);

test.each([
  ["Tôi là Nguyễn Thị Hoa, muốn làm căn cước", "Tôi là [tên], muốn làm căn cước"],
  ["toi ten la tran van binh muon lam khai sinh", "toi ten la [tên] muon lam khai sinh"],
  ["nguyen thi hoa hoi ho so", "[tên] hoi ho so"],
  ["TÔI LÀ NGUYỄN THỊ HOA CẦN LÀM GIẤY", "TÔI LÀ [tên] CẦN LÀM GIẤY"],
  ["cháu tên Hoa ở phường Một", "cháu tên [tên] ở phường [tên]"],
  ["Bà Sáu bảo cháu làm giấy", "Bà [tên] bảo cháu làm giấy"],
  ["con là Lê Bảo Ngọc Anh sinh năm 2019", "con là [tên] sinh năm [số]"],
  ["My name is John Smith and I need a visa", "My name is [tên] and I need a visa"],
  ["hỏi giúp Y Moan Êban với", "hỏi giúp [tên] với"],
])("hides the name in: %s", (typed, hidden) => {
  expect(hide(typed)).toBe(hidden);
});

test.each([
  ["số cccd 079123456789 của tôi", "số cccd [số] của tôi"],
  ["gọi 0903 123 456 hoặc +84 90-312-3456", "gọi [số] hoặc [số]"],
  ["hồ sơ 000.00.16.H26-251120-0012 đâu rồi", "hồ sơ [số] đâu rồi"],
  ["sinh 2/9/2026, 14 tuổi", "sinh [số], [số] tuổi"],
  ["mail hoa.nguyen@example.vn nhé", "mail [địa chỉ mạng] nhé"],
  ["link https://bit.ly/abc bảo bấm vào", "link [địa chỉ mạng] bảo bấm vào"],
  ["biển số 59X1-123.45", "biển số [số]"],
])("hides the number, code or address in: %s", (typed, hidden) => {
  expect(hide(typed)).toBe(hidden);
});

test.each([
  "mai anh đi làm căn cước được không",
  "Tôi muốn đổi giấy phép lái xe",
  "cha tôi mất hôm qua",
  "Cài VNeID thế nào",
])("leaves a sentence without personal details as it is: %s", (typed) => {
  expect(hide(typed)).toBe(typed);
});

test("cuts a long sentence before it is read", () => {
  expect(hide("a ".repeat(5_000)).length).toBeLessThanOrEqual(500);
});
