import { read, type WorkBook } from "@e965/xlsx";
import { describe, expect, test } from "@jest/globals";
import { formatXlsx } from "../../../src/desk/framework/xlsx.ts";

function openSheet(content: Buffer) {
  const book: WorkBook = read(content, { cellFormula: true, cellNF: true, cellStyles: true });
  const [name = ""] = book.SheetNames;
  const sheet = book.Sheets[name];
  if (sheet === undefined) throw new Error("The workbook has no sheet");
  return { name, sheet };
}

describe("a workbook that the desk writes", () => {
  test("holds every text as a text, also one that looks like a formula or a number", () => {
    const texts = ["=1+1", "+84912345678", "-1", "@SUM(A1)", "0012", "Nguyễn Thị Hương", "a\nb"];
    const { sheet } = openSheet(formatXlsx("Hồ sơ", texts, [texts, ["=cmd|' /C calc'!A0"]]));
    const cells = texts.map((_, column) => sheet[`${String.fromCharCode(65 + column)}2`]);
    expect(cells.map(({ t }) => t)).toEqual(texts.map(() => "s"));
    expect(cells.map(({ v }) => v)).toEqual(texts);
    expect(Object.values(sheet).filter((cell) => cell?.f !== undefined)).toEqual([]);
  });

  test("holds numbers as numbers, times as times of Viet Nam, and nothing for null", () => {
    const header = ["Số", "Ngày", "Lúc", "Trống"];
    const day = new Date("2026-11-24T17:00:00Z");
    const time = new Date("2026-11-25T01:30:00Z");
    const { sheet } = openSheet(formatXlsx("Bảng", header, [[1234.5, day, time, null]]));
    expect(sheet["A2"]).toMatchObject({ t: "n", v: 1234.5 });
    expect(sheet["B2"]).toMatchObject({ t: "n", w: "25/11/2026" });
    expect(sheet["C2"]).toMatchObject({ t: "n", w: "25/11/2026 08:30" });
    expect(sheet["D2"]?.v).toBeUndefined();
  });

  test("has columns as wide as their texts, and a filter on its header", () => {
    const { sheet } = openSheet(formatXlsx("Bảng", ["a", "b"], [["một câu khá dài ở đây", "x"]]));
    const [first, second] = sheet["!cols"] ?? [];
    expect(first?.wch).toBeGreaterThan(20);
    expect(second?.wch).toBeLessThan(12);
    expect(sheet["!autofilter"]).toEqual({ ref: "A1:B2" });
  });

  test("opens whatever its name and texts hold", () => {
    const hostile = ["\0\u0001\u001f", "\ud800 lẻ", "]]> & <", "x".repeat(40_000)];
    const { name, sheet } = openSheet(formatXlsx("a/b:c*[d]'?".repeat(9), hostile, []));
    expect(name.length).toBeLessThanOrEqual(31);
    expect(sheet["C1"]?.v).toBe("]]> & <");
    expect(String(sheet["D1"]?.v)).toHaveLength(32_767);
  });
});
