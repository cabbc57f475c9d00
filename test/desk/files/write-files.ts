import { type BookType, type Range, utils, write } from "@e965/xlsx";
import type { LegacyLetters } from "../../../src/desk/files/letters/legacy-letters.ts";

export type WrittenCell = string | number | Date | null;

interface BookOptions {
  readonly type?: BookType;
  readonly merges?: readonly string[];
  /** The number formats of cells, by their references. */
  readonly formats?: Readonly<Record<string, string>>;
  /** Days count from 1904, as old Macintoshes do. */
  readonly isDate1904?: boolean;
  /** Sheets of other things before the table. */
  readonly before?: Readonly<Record<string, readonly (readonly WrittenCell[])[]>>;
}

/** Writes a workbook whose last sheet holds the rows. A date is a day of Excel, in UTC. */
export function writeWorkbook(
  rows: readonly (readonly WrittenCell[])[],
  { type = "xlsx", merges = [], formats = {}, before = {}, isDate1904 = false }: BookOptions = {},
): Buffer {
  const book = utils.book_new();
  book.Workbook = { WBProps: { date1904: isDate1904 } };
  const toSheet = (each: readonly (readonly WrittenCell[])[]) =>
    utils.aoa_to_sheet(
      each.map((cells) => [...cells]),
      { UTC: true },
    );
  for (const [name, sheetRows] of Object.entries(before)) {
    utils.book_append_sheet(book, toSheet(sheetRows), name);
  }
  const sheet = toSheet(rows);
  sheet["!merges"] = merges.map((range): Range => utils.decode_range(range));
  for (const [reference, format] of Object.entries(formats)) sheet[reference].z = format;
  utils.book_append_sheet(book, sheet, "Hồ sơ");
  return write(book, { type: "buffer", bookType: type, compression: true });
}

/** Writes lines of text: cells in quotes where they need them. */
export function writeText(rows: readonly (readonly string[])[], delimiter: string): string {
  const quote = (cell: string) =>
    /["\r\n,;\t|]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return rows.map((cells) => `${cells.map(quote).join(delimiter)}\r\n`).join("");
}

/** Writes a text with the letters of TCVN3 or VNI, each as the character of Latin-1 that has its byte. */
export function toLegacy(text: string, letters: LegacyLetters): string {
  /** Signs of VNI are there twice, first those of capitals. */
  const code = (meant: string, isCapital = false) => {
    const byte = isCapital ? letters.indexOf(meant) : letters.lastIndexOf(meant);
    return meant === "" || byte < 0 ? null : String.fromCharCode(byte);
  };
  return Array.from(text.normalize("NFC"), (letter) => {
    if (/\p{ASCII}/u.test(letter)) return letter;
    const whole = code(letter);
    if (whole !== null) return whole;
    // VNI writes marks after a letter: all of them as one sign, or those that the letter does not have itself.
    const [base = "", ...marks] = letter.normalize("NFD");
    const isCapital = /[A-Z]/.test(base);
    for (let kept = 0; kept <= marks.length; kept += 1) {
      const start = `${base}${marks.slice(0, kept).join("")}`.normalize("NFC");
      const [first, rest] = [/\p{ASCII}/u.test(start) ? start : code(start), marks.slice(kept)];
      const sign = code(rest.join(""), isCapital) ?? code(rest.toReversed().join(""), isCapital);
      if (first !== null && sign !== null) return `${first}${sign}`;
    }
    throw new Error(`There is no ${letter} in this encoding.`);
  }).join("");
}

const windows1258Bytes: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 128 }, (_, at) => {
    const byte = at + 128;
    return [new TextDecoder("windows-1258").decode(Uint8Array.of(byte)), byte] as const;
  }),
);

/** Writes letters with their tones after them, as Windows' Vietnamese does. */
export function toWindows1258(text: string): Buffer {
  const bytes = Array.from(text.normalize("NFD"))
    .join("")
    .replace(
      /([aeiouAEIOU])([\u0323]?)([\u0302\u0306\u031B])/g,
      (_, base, dot, mark) => `${base}${mark}${dot}`,
    )
    .replace(/[a-zA-Z][\u0302\u0306\u031B]/g, (letter) => letter.normalize("NFC"));
  return Buffer.from(
    Array.from(bytes, (letter) => {
      const byte = letter.charCodeAt(0) < 128 ? letter.charCodeAt(0) : windows1258Bytes.get(letter);
      if (byte === undefined) throw new Error(`There is no ${letter} in windows-1258.`);
      return byte;
    }),
  );
}
