import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import { CsvError, parse } from "csv-parse";
import type { TableFile, TableRow } from "../../catalog/import/table.ts";
import { normalizeInPieces } from "../../catalog/text/normalize.ts";

/** The file is not a table of text. The message is for the person who uploaded it. */
export class FileError extends Error {
  override readonly name = "FileError";
  /** The same; for programs that print what an error reports. */
  readonly report: string;

  constructor(message: string) {
    super(message);
    this.report = message;
  }
}

/** How large a table may be; what is larger costs no more than its beginning. */
export interface TableLimits {
  readonly maxRows: number;
  /** A longer cell is cut, and then refused by its field. */
  readonly maxCellLength: number;
  /** Of one line with all its cells. */
  readonly maxLineBytes: number;
}

/** For lists of dossiers: no field of a dossier is longer. */
const dossierLimits: TableLimits = { maxRows: 5_000, maxCellLength: 8_000, maxLineBytes: 200_000 };

/** With blank ones: spreadsheets write those that once had a format. */
export const maxLines = 20_000;
export const maxColumns = 100;
/** Parsing a slice takes some milliseconds; then other requests have their turn. Cells and lines cost more than letters. */
const maxSliceLength = 8 * 1024;
const maxSliceSeparators = 500;
const delimiters = [",", ";", "\t", "|"];
const separators = ["\r", "\n", ...delimiters];
/** The first half of a letter that takes two units. */
const isHighSurrogate = /[\uD800-\uDBFF]/;
/** The first line, even with a hundred long headers. */
const maxFirstLineLength = 64 * 1024;

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

/**
 * Parses a table whose columns are separated by the separator of its first line, in slices between which other requests are
 * answered. Lines and columns are counted on the way, so that a table which is too large costs no more than its beginning.
 * Rejects with FileError.
 */
export async function parseTable(
  text: string,
  { maxRows, maxCellLength, maxLineBytes }: TableLimits = dossierLimits,
): Promise<TableFile> {
  const rows: TableRow[] = [];
  let line = 0;
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    trim: true,
    max_record_size: maxLineBytes,
    cast: (cell, { index }) => {
      if (index >= maxColumns) throw new FileError(`Tệp có hơn ${maxColumns} cột`);
      return normalizeInPieces(cell, maxCellLength);
    },
    on_record: (cells: string[]) => {
      line += 1;
      if (line > maxLines) throw new FileError(`Tệp có hơn ${maxLines} dòng, kể cả dòng trống`);
      if (cells.some((cell) => cell !== "")) rows.push({ line, cells });
      if (rows.length > maxRows + 1) {
        throw new FileError(`Tệp có hơn ${maxRows} dòng; bạn chia thành nhiều tệp`);
      }
      return null;
    },
  });
  try {
    await pipeline(slicesOf(text), parser.resume());
  } catch (error) {
    throw error instanceof CsvError ? describeCsvError(error) : error;
  }
  const [header, ...others] = rows;
  if (header === undefined || others.length === 0) {
    throw new FileError("Tệp chỉ có dòng tiêu đề, chưa có dòng nào");
  }
  return { header: header.cells, rows: others };
}

async function* slicesOf(text: string): AsyncGenerator<string> {
  for (let start = 0, end = 0; start < text.length; start = end) {
    if (start > 0) await setImmediate();
    const longest = Math.min(text.length, start + maxSliceLength);
    for (let count = 0; end < longest && count < maxSliceSeparators; end += 1) {
      if (separators.includes(text.charAt(end))) count += 1;
    }
    if (isHighSurrogate.test(text.charAt(end - 1))) end += 1;
    yield text.slice(start, end);
  }
}

function describeCsvError({ code }: CsvError): FileError {
  return new FileError(
    code === "CSV_MAX_RECORD_SIZE"
      ? "Tệp có một dòng quá dài; bạn kiểm tra dấu nháy kép và dấu phân cách"
      : "Tệp có dấu nháy kép mở mà không đóng; bạn lưu lại tệp rồi tải lên",
  );
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

/** Returns the separator that is most frequent in the first line that is not blank, outside quotes. */
function delimiterOf(text: string): string {
  const head = text.trimStart().slice(0, maxFirstLineLength);
  const [line = ""] = head.replace(/"[^"]*"/g, "").split(/\r?\n|\r/, 1);
  const count = (sign: string) => line.split(sign).length;
  return delimiters.toSorted((a, b) => count(b) - count(a))[0] ?? ",";
}
