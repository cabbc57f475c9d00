import { describe, expect, test } from "@jest/globals";
import { guessFields } from "../../../src/catalog/import/columns.ts";
import { findTable, takeFirstTable } from "../../../src/catalog/import/find-table.ts";

const known = [
  { field: "code", headers: ["ma ho so"] },
  { field: "status", headers: ["trang thai"] },
  { field: "phone", headers: ["dien thoai"] },
] as const;
const fieldsOf = (header: readonly string[]) =>
  guessFields<"code" | "status" | "phone">(header, known);
const sheet = (name: string, ...rows: string[][]) => ({
  name,
  rows: rows.map((cells, at) => ({ line: at + 1, cells })),
});
const find = (...sheets: ReturnType<typeof sheet>[]) =>
  findTable(sheets, { fieldsOf, required: ["code", "status"] });
const header = ["STT", "Mã hồ sơ", "Trạng thái", "Điện thoại"];

test("titles above, numbers of columns, headings of groups, sums and signatures below are left out and told", () => {
  const found = find(
    sheet(
      "Báo cáo",
      ["ỦY BAN NHÂN DÂN PHƯỜNG MỘT"],
      ["Danh sách mã hồ sơ, trạng thái tháng 11"],
      header,
      ["(1)", "(2)", "(3)", "(4)"],
      ["I. Hộ tịch"],
      ["1", "A-1", "4", ""],
      ["Cộng: 1 hồ sơ"],
      ["II. Chứng thực"],
      ["2", "A-2", "9", ""],
      header,
      ["3", "", "9", "0912345678"],
      ["4", "A-3", "9", ""],
      ["Tổng cộng", "", "3", ""],
      ["", "", "2 đúng hạn", ""],
      ["Người lập biểu", "", "", "Chủ tịch"],
    ),
  );
  expect(found?.header).toEqual(header);
  expect(found?.rows.map(({ line }) => line)).toEqual([6, 9, 11, 12]);
  expect(found?.skipped).toEqual([1, 2, 4, 5, 7, 8, 10, 13, 14, 15]);
});

test("the lower row of a header of two rows is taken if it names more columns", () => {
  const found = find(
    sheet(
      "A",
      ["Mã hồ sơ", "Trạng thái", "Liên hệ", ""],
      ["Mã hồ sơ", "Trạng thái", "Họ tên", "Điện thoại"],
      ["A-1", "4", "Lan", "0912345678"],
    ),
  );
  expect(found?.rows.map(({ line }) => line)).toEqual([3]);
  expect(found?.header[3]).toBe("Điện thoại");
});

test("the table is found behind a sheet of other things", () => {
  const cover = sheet("Bìa", ["Hướng dẫn điền", "Phiên bản 2"], ["1", "2"]);
  expect(find(cover, sheet("Hồ sơ", header, ["1", "A-1", "4", ""]))?.rows).toHaveLength(1);
});

describe("a file whose header is not clear", () => {
  test("is not guessed at: its first row is offered as the header", () => {
    const sheets = [sheet("", ["Cột A", "Cột B"], ["A-1", "4"])];
    expect(find(...sheets)).toBeNull();
    expect(takeFirstTable(sheets)).toMatchObject({ header: ["Cột A", "Cột B"] });
    expect(takeFirstTable([sheet("")])).toBeNull();
  });

  test("keeps its rows if no row has a key: the column may be the wrong one", () => {
    const found = find(sheet("", header, ["1", "", "", "0912345678"], ["2", "", "", "0912345679"]));
    expect(found?.rows).toHaveLength(2);
  });
});
