import type { BookType } from "@e965/xlsx";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { findTable } from "../../../src/catalog/import/find-table.ts";
import { wantedTable } from "../../../src/desk/dossiers/import/columns.ts";
import { tcvn3Letters, vniWindowsLetters } from "../../../src/desk/files/letters/legacy-letters.ts";
import { parseFile } from "../../../src/desk/files/parse-file.ts";
import { dossierLimits } from "../../../src/desk/files/table-limits.ts";
import { toLegacy, toWindows1258, writeText, writeWorkbook } from "./write-files.ts";

/** Words that dossiers hold; with small letters, because TCVN3 has a font of its own for capitals with tones. */
const words = [
  ...["Đăng ký", "khai sinh", "Nguyễn Thị Hoa", "đã tiếp nhận", "chứng thực", "phường Bình Tiên"],
  ...["quyết định", "giấy tờ", "nghiêng", "thuỷ", "khuya", "ngoằn ngoèo", "hưởng", "cưỡng chế"],
  ...[
    "yếu",
    "được",
    "ở",
    "lẽ",
    "phải",
    "kỹ thuật",
    "bổ sung; thiếu, bản sao",
    'ông "Ba"',
    "tạm/vắng",
  ],
  ...[
    "000.21.H26-251101-0001",
    "0912345678",
    "25/11/2026",
    "001096012345",
    "A|B",
    "=1",
    "1E5",
    "TRUE",
  ],
];
const cell = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...words) },
  { weight: 1, arbitrary: fc.constant("") },
);
/** Every row has its first cell: blank rows have tests of their own. The first column tells the encoding and separator. */
const table = fc
  .array(fc.tuple(fc.constantFrom(...words.slice(0, 8)), cell, cell), {
    minLength: 3,
    maxLength: 12,
  })
  .map((rows) => [["Mã hồ sơ", "Trạng thái", "Ghi chú"], ...rows]);

async function readBack(content: Uint8Array): Promise<string[][]> {
  const { sheets } = await parseFile(content, dossierLimits);
  return (sheets[0]?.rows ?? []).map(({ cells }) => [
    cells[0] ?? "",
    cells[1] ?? "",
    cells[2] ?? "",
  ]);
}

const bookTypes: readonly BookType[] = ["xlsx", "xlsb", "biff8", "ods", "fods", "xlml", "html"];
const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  "UTF-8": (text) => Buffer.from(text),
  "UTF-8 with its mark": (text) => Buffer.from(`\uFEFF${text}`),
  "UTF-16": (text) => Buffer.from(`\uFEFF${text}`, "utf16le"),
  "UTF-16 without its mark": (text) => Buffer.from(text, "utf16le"),
  "UTF-16, big end first": (text) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16(),
  "windows-1258": toWindows1258,
  TCVN3: (text) => Buffer.from(toLegacy(text, tcvn3Letters), "latin1"),
  VNI: (text) => Buffer.from(toLegacy(text, vniWindowsLetters), "latin1"),
};
const runs = { numRuns: 40 };

describe("a table comes back from a file", () => {
  test.each(bookTypes)("of %s", async (type) => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        expect(await readBack(writeWorkbook(rows, { type }))).toEqual(rows);
      }),
      runs,
    );
  });

  describe.each(Object.entries(encodings))("of text in %s", (_name, encode) => {
    test.each([",", ";", "\t", "|"])("with %j between its cells", async (delimiter) => {
      await fc.assert(
        fc.asyncProperty(table, async (rows) => {
          expect(await readBack(encode(writeText(rows, delimiter)))).toEqual(rows);
        }),
        runs,
      );
    });
  });

  test.each([
    ["TCVN3", tcvn3Letters],
    ["VNI", vniWindowsLetters],
  ])("of Excel that was typed with a font of %s", async (_name, letters) => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom<BookType>("xlsx", "biff8", "ods", "html"),
        async (rows, type) => {
          const typed = rows.map((cells) => cells.map((text) => toLegacy(text, letters)));
          expect(await readBack(writeWorkbook(typed, { type }))).toEqual(rows);
        },
      ),
      runs,
    );
  });
});

test("a workbook of Unicode keeps its letters, also those that TCVN3 and VNI use", async () => {
  const rows = [
    ["Mã hồ sơ", "Trạng thái", "Ghi chú"],
    ["à á â ã è é ê ì í ò ó ô õ ù ú ý", "Hà", "café ñ ö ü"],
  ];
  expect(await readBack(writeWorkbook(rows))).toEqual(rows);
});

test("every letter of Vietnamese has a place in both old encodings", () => {
  const small = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ";
  for (const text of [small, "ĂÂÊÔƠƯĐ"]) {
    for (const letters of [tcvn3Letters, vniWindowsLetters]) {
      expect(() => toLegacy(text, letters)).not.toThrow();
    }
  }
  expect(toLegacy("Tuyệt đối", tcvn3Letters)).toBe("TuyÖt ®èi");
  expect(toLegacy("Việt Nam, ĐƯỜNG", vniWindowsLetters)).toBe("Vieät Nam, ÑÖÔØNG");
});

const pad = (number: number) => String(number).padStart(2, "0");
/** A day, or a minute of one, as a workbook holds it; and how it is read. */
const moment = fc
  .record({
    day: fc.integer({ min: 0, max: 20_000 }),
    minute: fc.option(fc.integer({ min: 1, max: 1439 }), { nil: null }),
  })
  .map(({ day, minute }) => {
    const at = new Date(Date.UTC(1980, 0, 1 + day, 0, minute ?? 0));
    const written = at.toISOString();
    return {
      at,
      format: minute === null ? "dd/mm/yyyy" : `dd/mm/yyyy" "hh:mm`,
      read: minute === null ? written.slice(0, 10) : written.slice(0, 16).replace("T", " "),
    };
  });
const dossierCode = fc
  .record({
    agency: fc.integer({ min: 1, max: 99 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    number: fc.integer({ min: 0, max: 9999 }),
  })
  .map(
    ({ agency, month, day, number }) =>
      `000.00.${pad(agency)}.H29-26${pad(month)}${pad(day)}-${String(number).padStart(4, "0")}`,
  );
const reported = fc.array(
  fc.tuple(dossierCode, fc.constantFrom("Đang xử lý", "Chờ bổ sung"), moment),
  {
    minLength: 1,
    maxLength: 12,
  },
);

describe("a report comes back with its codes and times, whatever stands around it", () => {
  // A page of HTML holds a day as Excel shows it, and nobody can tell day and month apart.
  test.each(bookTypes.filter((type) => type !== "html"))("of %s", async (type) => {
    await fc.assert(
      fc.asyncProperty(
        reported,
        fc.array(fc.constantFrom("UBND phường Bình Tiên", "Danh sách hồ sơ"), { maxLength: 4 }),
        fc.boolean(),
        async (records, titles, hasSum) => {
          const rows = [
            ...titles.map((title) => [title, null, null]),
            ["Mã hồ sơ", "Trạng thái", "Thời điểm"],
            ...records.map(([code, status, { at }]) => [code, status, at]),
            ...(hasSum ? [["Tổng cộng", `${records.length} hồ sơ`, null]] : []),
          ];
          const first = titles.length + 2;
          const formats = Object.fromEntries(
            records.map(([, , { format }], at) => [`C${first + at}`, format]),
          );
          const file = await parseFile(writeWorkbook(rows, { type, formats }), dossierLimits);
          const table = findTable(file.sheets, wantedTable());
          expect(table?.rows.map(({ line, cells }) => [line, ...cells])).toEqual(
            records.map(([code, status, { read }], at) => [first + at, code, status, read]),
          );
        },
      ),
      runs,
    );
  });
});
