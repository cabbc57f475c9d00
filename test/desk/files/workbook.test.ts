import type { BookType } from "@e965/xlsx";
import { describe, expect, test } from "@jest/globals";
import { FileError } from "../../../src/desk/files/file-error.ts";
import { parseFile } from "../../../src/desk/files/parse-file.ts";
import { dossierLimits } from "../../../src/desk/files/table-limits.ts";
import { writeWorkbook } from "./write-files.ts";

const read = async (content: Uint8Array) =>
  (await parseFile(content, dossierLimits)).sheets[0]?.rows ?? [];
const day = new Date(Date.UTC(2026, 10, 25));
const types: readonly BookType[] = ["xlsx", "biff8", "xlml"];

describe.each(types)("cells of %s", (type) => {
  test("that show days are days, times stay, and other dates are as they are shown", async () => {
    const moment = new Date(Date.UTC(2026, 10, 25, 8, 30));
    const content = writeWorkbook([["Ngày"], [day, moment, day, day, moment]], {
      type,
      formats: { A2: "dd/mm/yyyy", B2: "dd/mm/yyyy hh:mm", C2: "mm/yyyy", D2: "yyyy", E2: "hh:mm" },
    });
    expect((await read(content))[1]?.cells).toEqual([
      "2026-11-25",
      "2026-11-25 08:30",
      "11/2026",
      "2026",
      "08:30",
    ]);
  });

  test("that hold numbers keep all digits, and tell what was lost", async () => {
    const content = writeWorkbook(
      [["Số"], [79123456789, 2.51e15, 12345678901234567e3, 912345678, 0.1 + 0.2]],
      { type, formats: { D2: "0000000000" } },
    );
    expect((await read(content))[1]).toEqual({
      line: 2,
      cells: ["79123456789", "2.51E+15", "1.2345678901234567E+19", "0912345678", "0.3"],
      numbers: [0, 1, 2, 4],
    });
  });

  test("that are merged downwards count for each row, and those to the right once", async () => {
    const content = writeWorkbook(
      [
        ["Danh sách hồ sơ", null, null],
        ["Mã", "Thủ tục", "Ghi chú"],
        ["A-1", "Khai sinh", "x"],
        ["A-2", null, "y"],
        ["A-3", null, "z"],
      ],
      { type, merges: ["A1:C1", "B3:B5"] },
    );
    expect((await read(content)).map(({ cells }) => cells)).toEqual(
      [
        ["Danh sách hồ sơ"],
        ["Mã", "Thủ tục", "Ghi chú"],
        ["A-1", "Khai sinh", "x"],
        ["A-2", "Khai sinh", "y"],
        ["A-3", "Khai sinh", "z"],
      ].map((cells) => expect.arrayContaining(cells)),
    );
  });
});

test("a page of HTML that an old system saves as .xls keeps its texts, entities and merged cells", async () => {
  const page = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>
    <table border=1><tr><td colspan="3"><b>B&Aacute;O C&Aacute;O</b></td></tr>
    <tr><th>Mã hồ sơ</th><th>Trạng thái</th><th>Ngày</th></tr>
    <tr><td>000.21.H26-1</td><td rowspan="2">Đang xử&nbsp;lý</td><td>01/02/2026</td></tr>
    <tr><td>0002</td><td>&#7871;&lt;b&gt;</td></tr></table></body></html>`;
  expect((await read(Buffer.from(page))).map(({ cells }) => cells)).toEqual([
    ["BÁO CÁO"],
    ["Mã hồ sơ", "Trạng thái", "Ngày"],
    ["000.21.H26-1", "Đang xử lý", "01/02/2026"],
    ["0002", "Đang xử lý", "ế<b>"],
  ]);
});

test.each(["xlsx", "biff8"] as const)(
  "days of %s that counts from 1904 are right",
  async (type) => {
    const formats = { A2: "dd/mm/yyyy" };
    const content = writeWorkbook([["Ngày"], [44889]], { type, formats, isDate1904: true });
    expect((await read(content))[1]?.cells).toEqual(["2026-11-25"]);
  },
);

test.each([
  ["a PDF", Buffer.from("%PDF-1.7"), "tệp PDF"],
  ["a picture", Buffer.from("89504e470d0a1a0a", "hex"), "tệp ảnh"],
  ["a broken workbook", Buffer.from("PK\u0003\u0004 hỏng"), "bị hỏng"],
  [
    "a broken old workbook",
    Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(2_000)]),
    "bị hỏng",
  ],
  ["a page without a table", Buffer.from("<html><p>Không có bảng</p></html>"), "bị hỏng"],
  ["nothing", Buffer.alloc(0), "Tệp trống"],
])("%s is refused with the reason", async (_name, content, reason) => {
  const refused = parseFile(content, dossierLimits);
  await expect(refused).rejects.toThrow(FileError);
  await expect(refused).rejects.toThrow(reason);
});
