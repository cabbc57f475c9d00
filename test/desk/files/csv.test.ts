import { describe, expect, test } from "@jest/globals";
import { FileError } from "../../../src/desk/files/file-error.ts";
import { parseCsv } from "../../../src/desk/files/parse-csv.ts";
import { dossierLimits as largeLimits } from "../../../src/desk/files/table-limits.ts";

/** Smaller than the service's, so that the tests take less time. */
const dossierLimits = { ...largeLimits, maxRows: 5_000, maxLines: 20_000 };
const header = "Mã hồ sơ,Trạng thái";
const parse = (text: string) => parseCsv(text, dossierLimits);

describe("the rows of a file", () => {
  test.each([
    ["empty lines", `${header}\n\n\nA-1,4\n\nA-2,4\n`],
    ["lines of separators only", `${header}\r\n,\r\n,,,\r\nA-1,4\r\n,\r\nA-2,4\r\n`],
    ["lines of blanks", `${header}\n   \n , \nA-1,4\n\t\nA-2,4\n`],
    ["old Macintosh line ends", `${header}\r\r\rA-1,4\r\rA-2,4\r`],
  ])("keep the spreadsheet's numbers behind %s", (_name, text) => {
    const { rows } = parse(text);
    expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [1, "Mã hồ sơ"],
      [4, "A-1"],
      [6, "A-2"],
    ]);
  });

  test("are counted from blank lines above the header, whose separator counts", () => {
    const { rows } = parse("\uFEFF\n;\nMã hồ sơ;Trạng thái\n\nA-1;4\n");
    expect(rows).toEqual([
      { line: 3, cells: ["Mã hồ sơ", "Trạng thái"] },
      { line: 5, cells: ["A-1", "4"] },
    ]);
  });

  test("are one row each, also with line ends inside quotes", () => {
    const text = `${header},Ghi chú\nA-1,4,"một\nhai\n\nba"\n\n"A-2",4,\n`;
    const { rows } = parse(text);
    expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [1, "Mã hồ sơ"],
      [2, "A-1"],
      [4, "A-2"],
    ]);
  });

  test.each([
    ["sep=;", "sep=;\r\nMã hồ sơ;Ghi chú\r\nA-1;một, hai, ba, bốn\r\n"],
    ["a bar in quotes", '"sep=|"\nMã hồ sơ|Ghi chú\nA-1|một; hai\n'],
  ])(
    "have the separator that the file states, and the line that states it is not counted: %s",
    (_name, text) => {
      const { rows } = parse(text);
      expect(rows.map(({ line, cells }) => [line, cells.length])).toEqual([
        [1, 2],
        [2, 2],
      ]);
    },
  );

  test("have the separator of most lines, also below a title with others", () => {
    const title = "UBND phường Một, thành phố, ngày 25, tháng 11\nDanh sách";
    const { rows } = parse(`${title}\nMã hồ sơ;Trạng thái\nA-1;4\nA-2;4\n`);
    expect(rows.at(-1)).toEqual({ line: 5, cells: ["A-2", "4"] });
  });
});

describe("a table that is too large", () => {
  const megabytes = 4_900_000;

  test.each([
    ["commas", ",".repeat(megabytes), "hơn 100 cột"],
    ["commas below a good header", `${header}\n${",".repeat(megabytes)}`, "hơn 100 cột"],
    ["commas in long lines", `${`${",".repeat(190_000)}\n`.repeat(25)}`, "hơn 100 cột"],
    ["letters in one line", `${header}\n${"a".repeat(megabytes)}`, "dòng quá dài"],
    ["letters in an open quote", `${header}\n"${"a,".repeat(megabytes / 2)}`, "dòng quá dài"],
    ["blank lines", `${header}\n${"\n".repeat(megabytes)}A-1,4`, "hơn 20.000 dòng"],
    ["separators on each line", `${header}\n${",,,\n".repeat(megabytes / 4)}`, "hơn 20.000 dòng"],
    ["rows", `${header}\n${"A-1,4\n".repeat(5_051)}`, "hơn 5.000 dòng"],
  ])("is refused while it is read: %s", (_name, text, reason) => {
    expect(() => parse(text)).toThrow(FileError);
    expect(() => parse(text)).toThrow(reason);
  });
});
