import { expect, test } from "@jest/globals";
import { extractAllNumbers, extractNumbers } from "../../../src/catalog/validation/figures.ts";

test.each([
  ["Lệ phí 8.000 đồng một bản", ["8000"]],
  ["khoảng 75 nghìn, hay 75 ngàn đồng", ["75000", "75000"]],
  ["phạt 1,5 triệu đến 2 triệu đồng", ["1500000", "2000000"]],
  ["1.350.000 đồng", ["1350000"]],
  ["đến hết 31/12/2026", ["31", "12", "2026"]],
  ["trong 03 ngày", ["3"]],
  ["after 15:00, or before 7:30", ["15", "7", "30"]],
  ["không mất tiền", []],
])("the numbers of %j are %j", (sentence, numbers) => {
  expect(extractNumbers(sentence)).toEqual(numbers);
});

test("the numbers of a record include those of all its values and texts", () => {
  expect(
    extractAllNumbers({
      value: 0,
      unit: "ngày",
      note: "tối đa 5 ngày",
      free: true,
      more: [null, 12000],
    }),
  ).toEqual(["0", "5", "12000"]);
});
