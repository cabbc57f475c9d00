import { expect, test } from "@jest/globals";
import { FileError } from "../../../src/desk/files/csv.ts";
import { parseXlsx } from "../../../src/desk/files/xlsx.ts";
import { makeXlsx, makeZip } from "./make-xlsx.ts";

const limits = { maxRows: 10, maxCellLength: 100, maxLineBytes: 10_000 };
const sheet = (xml: string) => makeZip({ "xl/worksheets/sheet1.xml": xml });

test("reads texts and numbers with the rows' own numbers", async () => {
  const file = makeXlsx([
    ["Mã điểm", "Vĩ độ"],
    ["", ""],
    ["diem-1 & <a>", 10.74248],
  ]);
  expect(await parseXlsx(file, limits)).toEqual({
    header: ["Mã điểm", "Vĩ độ"],
    rows: [{ line: 3, cells: ["diem-1 & <a>", "10.74248"] }],
  });
});

test("reads inline texts, cells without a reference and names with a prefix", async () => {
  const file = sheet(
    '<x:worksheet><x:row><x:c t="inlineStr"><x:is><x:t>A</x:t></x:is></x:c></x:row>' +
      '<x:row r="5"><x:c r="C5" t="str"><x:v>c</x:v></x:c></x:row></x:worksheet>',
  );
  expect(await parseXlsx(file, limits)).toEqual({
    header: ["A"],
    rows: [{ line: 5, cells: ["", "", "c"] }],
  });
});

test("refuses what is no spreadsheet, declares entities, or is too large", async () => {
  const refused = [
    Buffer.from("PK and nothing else"),
    makeZip({ "a.txt": "hello" }),
    sheet('<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'),
    sheet('<worksheet><row r="99999999"><c><v>1</v></c></row></worksheet>'),
    sheet('<worksheet><row r="1"><c r="ZZZ1"><v>1</v></c></row></worksheet>'),
    makeXlsx(Array.from({ length: 12 }, (_, row) => [`${row}`])),
    // Unpacks to more than any sheet has.
    sheet(" ".repeat(101 * 1024 * 1024)),
  ];
  for (const content of refused)
    await expect(parseXlsx(content, limits)).rejects.toThrow(FileError);
});

test("cuts a cell that is longer than any field", async () => {
  const file = makeXlsx([["A"], ["x".repeat(1_000)]]);
  expect((await parseXlsx(file, limits)).rows[0]?.cells[0]).toHaveLength(100);
});
