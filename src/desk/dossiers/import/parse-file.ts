import { CsvError, parse } from "csv-parse/sync";
import { normalizeBounded } from "../../../catalog/text/normalize.ts";

/** The file is not a table of text. The message is for the person who uploaded it. */
export class FileError extends Error {
  override readonly name = "FileError";
}

export interface TableFile {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const maxRows = 5_000;
const maxColumns = 100;
/** No field of a dossier is longer; a longer cell is cut, and then refused by its field. */
const maxCellLength = 8_000;
/** Of one line with all its cells. */
const maxLineBytes = 200_000;

/**
 * Decodes the file in whichever encoding an office's spreadsheet saves it: UTF-8 or UTF-16 with or without a byte order
 * mark, otherwise Windows' Vietnamese. Throws FileError.
 */
export function decodeFile(content: Buffer): string {
  if (content.length === 0) throw new FileError("Tệp trống");
  if (content.subarray(0, 2).toString("latin1") === "PK") {
    throw new FileError("Đây là tệp Excel. Bạn mở tệp, chọn Lưu thành “CSV UTF-8” rồi tải lên lại");
  }
  const text = new TextDecoder(encodingOf(content)).decode(content);
  if (text.includes("\0")) throw new FileError("Tệp này không phải là bảng chữ (CSV)");
  return text;
}

/** Parses a table whose columns are separated by the separator of its first line. Throws FileError. */
export function parseTable(text: string): TableFile {
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
      max_record_size: maxLineBytes,
      cast: (cell) => normalizeBounded(cell, maxCellLength),
    });
    if (rows.length === 0) throw new FileError("Tệp chỉ có dòng tiêu đề, chưa có dòng nào");
    if (rows.length > maxRows) {
      throw new FileError(`Tệp có hơn ${maxRows} dòng; bạn chia thành nhiều tệp`);
    }
    if (header.length > maxColumns) throw new FileError(`Tệp có hơn ${maxColumns} cột`);
    return { header, rows };
  } catch (error) {
    if (error instanceof CsvError && error.code === "CSV_MAX_RECORD_SIZE") {
      throw new FileError("Tệp có một dòng quá dài; bạn kiểm tra dấu nháy kép và dấu phân cách");
    }
    if (error instanceof CsvError) {
      throw new FileError("Tệp có dấu nháy kép mở mà không đóng; bạn lưu lại tệp rồi tải lên");
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

/** Returns the separator that is most frequent in the first line, outside quotes. */
function delimiterOf(text: string): string {
  const [line = ""] = text.replace(/"[^"]*"/g, "").split(/\r?\n/, 1);
  const count = (sign: string) => line.split(sign).length;
  const signs = [",", ";", "\t", "|"].toSorted((a, b) => count(b) - count(a));
  return signs[0] ?? ",";
}
