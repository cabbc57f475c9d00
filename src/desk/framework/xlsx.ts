import { type CellObject, utils, write } from "@e965/xlsx";
import { toIsoLocal } from "../../catalog/local-time.ts";

export type XlsxCell = string | number | Date | null;
export type XlsxRow = readonly XlsxCell[];

export const xlsxMediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/** No spreadsheet takes a longer text in a cell. */
const maxCellLength = 32_767;
const maxSheetNameLength = 31;
const minColumnWidth = 8;
const maxColumnWidth = 60;
const dayMs = 86_400_000;
/** Excel's day 0. */
const firstDay = Date.UTC(1899, 11, 30);

/**
 * Writes a table as a workbook of one sheet, with a filter on its header. A text is a text, also one that begins with
 * "="; a number is a number; a time is a day of Viet Nam, dd/mm/yyyy, with its hour unless it is midnight. It takes 50 µs
 * a row: write at most a few thousand on the thread that answers residents.
 */
export function formatXlsx(
  sheetName: string,
  header: readonly string[],
  rows: readonly XlsxRow[],
): Buffer {
  const lines = [header, ...rows].map((row) => row.map(cellOf));
  const last = { r: lines.length - 1, c: Math.max(0, header.length - 1) };
  const range = utils.encode_range({ s: { r: 0, c: 0 }, e: last });
  const sheet = {
    "!data": lines,
    "!ref": range,
    "!cols": header.map((_, column) => ({ wch: widthOf(lines, column) })),
    "!autofilter": { ref: range },
  };
  const name = nameOf(sheetName);
  const book = { SheetNames: [name], Sheets: { [name]: sheet } };
  return write(book, { type: "buffer", bookType: "xlsx", compression: true });
}

function cellOf(cell: XlsxCell): CellObject {
  if (cell === null) return { t: "z" };
  if (typeof cell === "number") return { t: "n", v: cell };
  if (typeof cell === "string") return { t: "s", v: cleanText(cell), z: "@" };
  const local = toIsoLocal(cell);
  const hasHour = local.slice(11, 16) !== "00:00";
  return {
    t: "n",
    v: (Date.parse(`${local.slice(0, 19)}Z`) - firstDay) / dayMs,
    z: hasHour ? "dd/mm/yyyy hh:mm" : "dd/mm/yyyy",
  };
}

/** XML knows no control characters and no halves of a pair. */
function cleanText(text: string): string {
  return text
    .replaceAll(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, "")
    .toWellFormed()
    .slice(0, maxCellLength);
}

function widthOf(lines: readonly (readonly CellObject[])[], column: number): number {
  let width = minColumnWidth;
  for (const line of lines) {
    const cell = line[column];
    const length = cell?.t === "s" ? String(cell.v).length : (cell?.z?.toString().length ?? 0);
    width = Math.max(width, length + 2);
  }
  return Math.min(width, maxColumnWidth);
}

/** A sheet's name holds none of these signs. */
function nameOf(sheetName: string): string {
  return (
    sheetName
      .replaceAll(/[\\/?*[\]:']/g, " ")
      .trim()
      .slice(0, maxSheetNameLength) || "Bảng"
  );
}
