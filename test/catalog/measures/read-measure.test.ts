import { expect, test } from "@jest/globals";
import { isWithin, type Measure } from "../../../src/catalog/measures/measure.ts";
import { readBareMeasure, readMeasure } from "../../../src/catalog/measures/read-measure.ts";

const now = new Date("2026-11-30T09:00:00+07:00");
const read = (typed: string, measure: Measure) => {
  const said = readMeasure(typed, measure, now);
  return said === null ? null : [said.from, said.to];
};

test.each<[string, number | null, number?]>([
  ["14 tuổi", 14],
  ["cháu 14t ạ", 14],
  ["con em mười bốn tuổi rồi", 14],
  ["bay muoi tam tuoi", 78],
  ["má tôi tám chục tuổi", 80],
  ["sáu mươi lăm tuổi", 65],
  ["sinh năm 2012", 13, 14],
  ["sinh 2/9/2012", 14],
  ["sinh ngày 15/12/2012", 13],
  ["bé mới sinh", 0],
  ["bé 3 tháng tuổi", 0],
  ["bé 18 tháng", 1],
  ["gần 75 tuổi", 72, 74],
  ["chưa tới 14 tuổi", 11, 13],
  ["hơn 70 tuổi", 70, 79],
  ["my son is 15 years old", 15],
  ["nhà ở số 14", null],
  ["200 tuổi", null],
])("reads the age in: %s", (typed, from, to = from ?? undefined) => {
  expect(read(typed, "age")).toEqual(from === null ? null : [from, to]);
});

test.each<[string, number | null]>([
  ["hôm qua", 1],
  ["sinh hôm kia", 2],
  ["sáng nay", 0],
  ["2/9/2026", 89],
  ["ngày 2 tháng 9", 89],
  ["mùng 1 tháng 11", 29],
  ["bé sinh 25/12", 340],
  ["được 2 tháng rồi", 60],
  ["3 tuần", 21],
  ["tháng trước", 30],
  ["31/2/2026", null],
  ["chưa làm", null],
])("reads how many days ago: %s", (typed, days) => {
  expect(read(typed, "days_since")).toEqual(days === null ? null : [days, days]);
});

test.each<[string, number | null]>([
  ["800 triệu", 800_000_000],
  ["500tr", 500_000_000],
  ["một tỷ rưỡi", 1_500_000_000],
  ["1 tỷ 2", 1_200_000_000],
  ["1,2 tỷ", 1_200_000_000],
  ["mỗi tháng 50 triệu", 600_000_000],
  ["không nhớ", null],
])("reads money for a year: %s", (typed, vnd) => {
  expect(read(typed, "vnd_per_year")).toEqual(vnd === null ? null : [vnd, vnd]);
});

test("reads more and less of a span", () => {
  expect(read("chưa quá 60 ngày", "days_since")).toEqual([0, 60]);
  expect(read("hơn 60 ngày", "days_since")?.[0]).toBe(61);
  expect(read("gần 2 tháng", "days_since")).toEqual([0, 60]);
});

test("reads months that were paid, and a class", () => {
  expect(read("đóng được 14 tháng", "months_paid")).toEqual([14, 14]);
  expect(read("một năm rưỡi", "months_paid")).toEqual([18, 18]);
  expect(read("cháu học lớp 7", "grade")).toEqual([7, 7]);
  expect(read("lớp mười một", "grade")).toEqual([11, 11]);
});

test("reads a bare number only if nothing else was typed", () => {
  expect(readBareMeasure("78")).toEqual({ from: 78, to: 78 });
  expect(readBareMeasure("bảy mươi tám")).toEqual({ from: 78, to: 78 });
  expect(readBareMeasure("78 đường Lê Lợi")).toBeNull();
});

test("an interval is within a range only as a whole", () => {
  expect(isWithin({ from: 13, to: 14 }, { below: 14 })).toBe(false);
  expect(isWithin({ from: 13, to: 13 }, { below: 14 })).toBe(true);
  expect(isWithin({ from: 14, to: 14 }, { from: 14 })).toBe(true);
});
