import { Buffer } from "node:buffer";
import { CFB, utils, type WorkBook, write } from "@e965/xlsx";
import { tcvn3Letters } from "../../../src/desk/files/letters/legacy-letters.ts";
import { makeZip } from "./make-zip.ts";
import {
  toLegacy,
  toWindows1258,
  type WrittenCell,
  writeText,
  writeWorkbook,
} from "./write-files.ts";

/** A file as a system in an office saves it, and what must become of each of its rows. */
export interface RealFile {
  readonly name: string;
  readonly content: () => Buffer | Promise<Buffer>;
  /** Each line that is a dossier: its code, and "" for a row that can be sent or why it cannot. */
  readonly rows?: readonly (readonly [line: number, code: string, reason: string])[];
  /** The lines that are no dossiers. */
  readonly skipped?: readonly number[];
  /** Why the file itself is refused. */
  readonly refused?: string;
  /** The words that the page asks about, with the number of their rows. */
  readonly words?: Readonly<Record<string, number>>;
}

const day = (date: number, hour = 0, minute = 0) =>
  new Date(Date.UTC(2026, 10, date, hour, minute));
const code = (number: number) => `000.00.16.H29-261110-${String(number).padStart(4, "0")}`;
const asNumber =
  "mã hồ sơ là số trong Excel, số 0 ở đầu có thể đã mất; định dạng cột là Văn bản rồi nhập lại";
const rounded = "mã hồ sơ đã bị Excel đổi thành số; định dạng cột là Văn bản rồi nhập lại";
const noNote = "thiếu nội dung cần bổ sung";
const good = (line: number, number: number) => [line, code(number), ""] as const;

/** Twenty tables as offices have them. Names of systems say whose habits they follow, not whose files they are. */
export const realFiles: readonly RealFile[] = [
  {
    name: "iGate: two titles, merged, numbers of columns, a sum and signatures (XLSX)",
    content: () =>
      writeWorkbook(
        [
          ["ỦY BAN NHÂN DÂN PHƯỜNG BÌNH TIÊN", null, null, null, null, null],
          ["DANH SÁCH HỒ SƠ TRẢ KẾT QUẢ THÁNG 11/2026", null, null, null, null, null],
          [],
          ["STT", "Số hồ sơ", "Thủ tục hành chính", "Chủ hồ sơ", "Trạng thái", "Hạn trả kết quả"],
          ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
          [1, code(1), "Đăng ký khai sinh", "Nguyễn Thị Hoa", "Đã trả kết quả", day(24)],
          [2, code(2), "Đăng ký kết hôn", "Lê Văn Tám", "Chờ trả kết quả", day(25, 16, 30)],
          [3, code(3), "Đăng ký khai tử", "Trần Bảy", "Chờ tiếp nhận", day(26)],
          ["Tổng cộng", "3 hồ sơ", null, null, null, null],
          [],
          [null, "NGƯỜI LẬP BIỂU", null, null, "CHỦ TỊCH", null],
          [null, "Phạm Thị Chín", null, null, "Đỗ Văn Mười", null],
        ],
        { merges: ["A1:F1", "A2:F2", "C11:D11"] },
      ),
    rows: [good(6, 1), good(7, 2), good(8, 3)],
    skipped: [1, 2, 5, 9, 11, 12],
  },
  {
    name: "VNPT: statuses of its own, notes in lines of their own (XLSX)",
    content: () =>
      writeWorkbook([
        ["Mã hồ sơ", "Tình trạng", "Lý do"],
        [code(4), "Yêu cầu bổ sung hồ sơ", "Thiếu giấy chứng sinh\nThiếu bản sao CCCD"],
        [code(5), "Hồ sơ chờ bổ sung", null],
        [code(6), "Dừng xử lý", "Theo đơn đề nghị"],
        [code(7), "Rút hồ sơ", null],
        [code(8), "Trễ hạn", null],
        [code(9), "Trễ hạn", null],
      ]),
    rows: [
      good(2, 4),
      [3, code(5), noNote],
      good(4, 6),
      good(5, 7),
      [6, code(8), "chưa rõ trạng thái này nghĩa là gì"],
      [7, code(9), "chưa rõ trạng thái này nghĩa là gì"],
    ],
    words: { "Trễ hạn": 2 },
  },
  {
    name: "Viettel: dates with times in three spellings, empty columns between (XLSX)",
    content: () =>
      writeWorkbook([
        ["STT", null, "Mã HS", null, "Trạng thái xử lý", null, "Ngày cập nhật", "Ngày hẹn trả"],
        [1, null, code(10), null, "Đang xử lý", null, "24/11/2026 08:30", "30/11/2026"],
        [2, null, code(11), null, "Đang xử lý", null, "2026-11-24 08:30:15", "2026-11-30"],
        [3, null, code(12), null, "Đang xử lý", null, "08:30 24/11/2026", "30-11-2026"],
        [4, null, code(13), null, "Đang xử lý", null, "24/11/2026 8:30 SA", "30.11.2026"],
        [5, null, code(14), null, "Đang xử lý", null, "24 tháng 11", "30/11/2026"],
      ]),
    rows: [
      good(2, 10),
      good(3, 11),
      good(4, 12),
      good(5, 13),
      [6, code(14), "thời điểm cập nhật không đọc được (ghi như 25/11/2026 08:30)"],
    ],
  },
  {
    name: "FPT: codes that Excel holds as numbers (XLSX)",
    content: () =>
      writeWorkbook(
        [
          ["Mã hồ sơ", "Trạng thái"],
          [2611100001, "Đang xử lý"],
          [2.61110000100022e17, "Đang xử lý"],
          [912345678, "Đang xử lý"],
          [code(15), "Đang xử lý"],
        ],
        { formats: { A4: "0000000000" } },
      ),
    rows: [
      [2, "2611100001", asNumber],
      [3, "2.61110000100022E+17", rounded],
      [4, "0912345678", ""],
      good(5, 15),
    ],
  },
  {
    name: "Misa: binary Excel of 1997 (XLS)",
    content: () =>
      writeWorkbook(
        [
          ["BÁO CÁO HỒ SƠ", null, null, null],
          ["STT", "Mã hồ sơ", "Trạng thái hồ sơ", "Ngày nhận"],
          [1, code(16), "Đang giải quyết", day(20)],
          [2, code(17), "Đã có kết quả", day(21, 9, 5)],
          ["Cộng: 2", null, null, null],
        ],
        { type: "biff8", merges: ["A1:D1"] },
      ),
    rows: [good(3, 16), good(4, 17)],
    skipped: [1, 5],
  },
  {
    name: "Binary Excel of 1995, in Windows' Vietnamese (XLS)",
    content: () => oldWorkbook(),
    rows: [good(2, 18), good(3, 19)],
  },
  {
    name: "A portal: a page of HTML named .xls, with two tables",
    content: () =>
      Buffer.from(
        `<html><head><meta charset="utf-8"><style>td{mso-number-format:"\\@"}</style></head><body>
<table><tr><td colspan="3"><b>CỔNG DỊCH VỤ CÔNG TỈNH</b></td></tr><tr><td colspan="3">Từ ngày 01/11/2026</td></tr></table>
<table border="1"><thead><tr><th>STT</th><th>Mã hồ sơ</th><th>Trạng thái</th><th>Số ĐT</th></tr></thead>
<tr><td>1</td><td>${code(20)}</td><td>&#272;ang x&#7917; l&yacute;</td><td>0912345678</td></tr>
<tr><td>2</td><td>${code(21)}</td><td>Đã trả&nbsp;kết quả</td><td>0912 345 679<br>0987654321</td></tr>
<tr><td colspan="4">Tổng số: 2</td></tr></table></body></html>`,
      ),
    rows: [good(2, 20), good(3, 21)],
    skipped: [4],
  },
  {
    name: "A page of HTML in TCVN3, named .xls",
    content: () =>
      Buffer.from(
        toLegacy(
          `<table><tr><td>Mã hồ sơ</td><td>Trạng thái</td><td>Nội dung</td></tr><tr><td>${code(22)}</td><td>Đang xử lý</td><td>chuyển phòng chuyên môn</td></tr><tr><td>${code(23)}</td><td>Đã trả kết quả</td><td>đủ giấy tờ</td></tr></table>`,
          tcvn3Letters,
        ),
        "latin1",
      ),
    rows: [good(2, 22), good(3, 23)],
  },
  {
    name: "LibreOffice, with groups by field (ODS)",
    content: () =>
      writeWorkbook(
        [
          ["STT", "Mã hồ sơ", "Trạng thái", "Ngày tiếp nhận"],
          ["I. Lĩnh vực hộ tịch", null, null, null],
          [1, code(24), "Đang xử lý", day(20)],
          ["II. Lĩnh vực chứng thực", null, null, null],
          [1, code(25), "Đã tiếp nhận", day(21)],
          ["Cộng", null, null, null],
        ],
        { type: "ods" },
      ),
    rows: [good(3, 24), good(5, 25)],
    skipped: [2, 4, 6],
  },
  {
    name: "Excel's Unicode text (UTF-16, tabs)",
    content: () =>
      Buffer.from(
        `\uFEFF${writeText(
          [
            ["STT", "Mã hồ sơ", "Trạng thái", "Ghi chú"],
            ["1", code(26), "Đang xử lý", "dòng một\ndòng hai"],
            ["2", code(27), "Từ chối", "Không thuộc thẩm quyền"],
          ],
          "\t",
        )}`,
        "utf16le",
      ),
    rows: [good(2, 26), good(3, 27)],
  },
  {
    name: "CSV with sep=; and a title",
    content: () =>
      Buffer.from(
        `sep=;\r\nDanh sách hồ sơ;;\r\nMã hồ sơ;Trạng thái;Ghi chú\r\n${code(28)};Đang xử lý;"a; b"\r\n${code(29)};4;\r\n`,
      ),
    rows: [
      [3, code(28), ""],
      [4, code(29), ""],
    ],
    skipped: [1],
  },
  {
    name: "CSV in Windows' Vietnamese",
    content: () =>
      toWindows1258(
        writeText(
          [
            ["Mã hồ sơ", "Trạng thái", "Tên thủ tục"],
            [code(30), "Đang xử lý", "Đăng ký khai sinh"],
            [code(31), "Đã trả kết quả", "Cấp bản sao trích lục hộ tịch"],
          ],
          ",",
        ),
      ),
    rows: [good(2, 30), good(3, 31)],
  },
  {
    name: "Several sheets, the first ones with instructions, one hidden (XLSX)",
    content: () => hiddenSheets(),
    rows: [good(2, 32), good(3, 33)],
  },
  {
    name: "A report whose header has two rows, the first merged (XLSX)",
    content: () =>
      writeWorkbook(
        [
          ["STT", "Mã hồ sơ", "Thời hạn giải quyết", null, "Trạng thái"],
          [null, null, "Ngày tiếp nhận", "Ngày hẹn trả", null],
          [1, code(34), day(20), day(27), "Đang xử lý"],
          [2, code(35), day(21), day(28), "Đang xử lý"],
        ],
        { merges: ["A1:A2", "B1:B2", "C1:D1", "E1:E2"] },
      ),
    rows: [good(3, 34), good(4, 35)],
    skipped: [1],
  },
  {
    name: "Phones that lost their zero, two in a cell, identity numbers (XLSX)",
    content: () =>
      writeWorkbook([
        ["Mã hồ sơ", "Trạng thái", "Số điện thoại", "Số CCCD"],
        [code(36), "Đang xử lý", 912345678, "001096012345"],
        [code(37), "Đang xử lý", "0912.345.678 / 0987 654 321", 1096012345],
        [code(38), "Đang xử lý", "84912345678", null],
        [code(39), "Đang xử lý", "không có", null],
      ]),
    rows: [good(2, 36), good(3, 37), good(4, 38), [5, code(39), "số điện thoại không đúng"]],
  },
  {
    name: "The same code twice, once with other dots (CSV)",
    content: () =>
      Buffer.from(
        `Mã hồ sơ,Trạng thái,Ngày cập nhật\n${code(40)},Đang xử lý,24/11/2026\n${code(40).replaceAll(".", " ")},Đang xử lý,24/11/2026\n${code(40)},Đã có kết quả,25/11/2026\n`,
      ),
    rows: [good(2, 40), [3, code(40).replaceAll(".", " "), "lặp lại dòng 2"], good(4, 40)],
  },
  {
    name: "A file with a password (XLSX)",
    content: () => lockedWorkbook(),
    refused: "mật khẩu",
  },
  {
    name: "An archive that unpacks to a gigabyte",
    content: () => zipBomb(),
    refused: "bung ra quá lớn",
  },
  {
    name: "A sheet that names a cell at the end of the sheet (XLSX)",
    content: () => vastSheet(),
    refused: "quá xa",
  },
  {
    name: "XML of Excel 2003, with a total above the rows",
    content: () =>
      writeWorkbook(
        [
          ["Tổng số: 2 hồ sơ", null, null],
          ["TT", "Số biên nhận", "Tình trạng hồ sơ"],
          [1, code(41), "Chờ bổ sung"],
          [2, code(42), "Hồ sơ đã trả"],
        ],
        { type: "xlml" },
      ),
    rows: [
      [3, code(41), noNote],
      [4, code(42), ""],
    ],
    skipped: [1],
  },
];

/**
 * SheetJS writes no letters beyond ASCII into such a file. They are put in afterwards, with the code page that Excel in
 * Viet Nam stated.
 */
function oldWorkbook(): Buffer {
  const cells = [
    ["Mã hồ sơ", "Trạng thái", "Ghi chú"],
    [code(18), "Đang xử lý", "thiếu giấy chứng sinh"],
    [code(19), "Đã trả kết quả", "đủ giấy tờ"],
  ].map((row) => row.map(toWindows1258));
  const masked = cells.map((row) =>
    row.map((bytes) => Buffer.from(bytes.map((byte) => (byte < 128 ? byte : underscore)))),
  );
  const content = writeWorkbook(
    masked.map((row) => row.map((bytes) => bytes.toString("latin1"))),
    { type: "biff5" },
  );
  for (const [at, bytes] of cells.flat().entries()) {
    const place = content.indexOf(masked.flat()[at] ?? "");
    if (place < 0) throw new Error("A cell is not in the workbook");
    bytes.copy(content, place);
  }
  const page = content.indexOf(Buffer.from([0x42, 0x00, 0x02, 0x00]));
  if (page < 0) throw new Error("The workbook states no code page");
  content.writeUInt16LE(1258, page + 4);
  return content;
}

const underscore = 0x5f;

function hiddenSheets(): Buffer {
  const book: WorkBook = utils.book_new();
  const add = (name: string, rows: readonly (readonly WrittenCell[])[]) =>
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((cells) => [...cells])), name);
  add("Hướng dẫn", [["Cách điền"], ["Mỗi hồ sơ một dòng"]]);
  add("Danh mục", [
    ["Mã hồ sơ", "Trạng thái"],
    ["mẫu", "mẫu"],
  ]);
  add("Hồ sơ", [
    ["STT", "Mã hồ sơ", "Mã nội bộ", "Trạng thái"],
    [1, code(32), "x1", "Đang xử lý"],
    [2, code(33), "x2", "Đang xử lý"],
  ]);
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }, { Hidden: 0 }] };
  const sheet = book.Sheets["Hồ sơ"];
  if (sheet === undefined) throw new Error("The sheet is there");
  sheet["!cols"] = [{}, {}, { hidden: true }, {}];
  return write(book, { type: "buffer", bookType: "xlsx", compression: true });
}

/** What Excel makes of a workbook with a password: the archive is one sealed part of another container. */
function lockedWorkbook(): Buffer {
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_add(container, "/EncryptionInfo", Buffer.alloc(256, 4));
  CFB.utils.cfb_add(container, "/EncryptedPackage", Buffer.alloc(5_000, 7));
  return Buffer.from(CFB.write(container, { type: "buffer" }) as Buffer);
}

const parts = (sheet: string | Buffer) => ({
  "[Content_Types].xml":
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
  "xl/workbook.xml":
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
  "xl/_rels/workbook.xml.rels":
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  "xl/worksheets/sheet1.xml": sheet,
});

function zipBomb(): Buffer {
  return makeZip(parts(Buffer.alloc(200 * 1024 * 1024, " ")));
}

function vastSheet(): Buffer {
  return makeZip(
    parts(
      '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="99999999"><c r="A99999999" t="str"><v>1</v></c></row></sheetData></worksheet>',
    ),
  );
}
