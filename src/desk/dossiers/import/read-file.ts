import { CsvError, parse } from "csv-parse/sync";

/** A file that is no table of text; the reason is for who uploaded it. */
export class FileFault extends Error {
  override readonly name = "FileFault";
}

export interface TableFile {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const maxRows = 5_000;
const maxColumns = 100;

/**
 * The file's text, in whichever encoding a spreadsheet of an office saves it: UTF-8 or UTF-16 with or without its
 * mark, else Windows' Vietnamese. Throws FileFault.
 */
export function decodeFile(content: Buffer): string {
  if (content.length === 0) throw new FileFault("Tệp trống");
  if (content.subarray(0, 2).toString("latin1") === "PK") {
    throw new FileFault("Đây là tệp Excel. Bạn mở tệp, chọn Lưu thành “CSV UTF-8” rồi tải lên lại");
  }
  const text = new TextDecoder(encodingOf(content)).decode(content).normalize("NFC");
  if (text.includes("\0")) throw new FileFault("Tệp này không phải là bảng chữ (CSV)");
  return text;
}

/** The table in a text, its columns divided by whichever sign divides the first line. Throws FileFault. */
export function readTable(text: string): TableFile {
  try {
    const [header = [], ...rows]: string[][] = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      to: maxRows + 2,
    });
    if (rows.length === 0) throw new FileFault("Tệp chỉ có dòng tiêu đề, chưa có dòng nào");
    if (rows.length > maxRows) {
      throw new FileFault(`Tệp có hơn ${maxRows} dòng; bạn chia thành nhiều tệp`);
    }
    if (header.length > maxColumns) throw new FileFault(`Tệp có hơn ${maxColumns} cột`);
    return { header, rows };
  } catch (error) {
    if (error instanceof CsvError) {
      throw new FileFault("Tệp có dấu nháy kép mở mà không đóng; bạn lưu lại tệp rồi tải lên");
    }
    throw error;
  }
}

function encodingOf(content: Buffer): string {
  const [first, second] = content;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // Every other byte of plain letters is zero.
  if (second === 0) return "utf-16le";
  if (first === 0) return "utf-16be";
  return isUtf8(content) ? "utf-8" : "windows-1258";
}

function isUtf8(content: Buffer): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(content);
    return true;
  } catch {
    return false;
  }
}

/** The sign that the first line has most of, outside of quotes. */
function delimiterOf(text: string): string {
  const [line = ""] = text.replace(/"[^"]*"/g, "").split(/\r?\n/, 1);
  const count = (sign: string) => line.split(sign).length;
  const signs = [",", ";", "\t", "|"].toSorted((a, b) => count(b) - count(a));
  return signs[0] ?? ",";
}
