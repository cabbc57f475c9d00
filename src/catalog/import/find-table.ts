import { fold } from "../text/fold.ts";
import type { Sheet, TableFile, TableRow } from "./table.ts";

/** A table may have so many rows of titles above the row that names its columns. */
const maxTitleRows = 20;

/** What somebody looks for in a file. */
export interface WantedTable<Field extends string> {
  /** The field of each column that the row names; null for other columns. */
  readonly fieldsOf: (header: readonly string[]) => readonly (Field | null)[];
  /** A row that names all of these is the header. The first is the key: a record without it is none. */
  readonly required: readonly Field[];
}

/**
 * Finds the row that names the columns, on the first sheet that has one, and leaves out what stands above and what is no
 * record below: the columns' numbers, repeated headers, headings of groups, sums, signatures. null: no row is clear.
 */
export function findTable<Field extends string>(
  sheets: readonly Sheet[],
  wanted: WantedTable<Field>,
): TableFile | null {
  for (const { rows } of sheets) {
    const at = findHeader(rows, wanted);
    if (at === null) continue;
    const header = rows[at]?.cells ?? [];
    const below = rows.slice(at + 1);
    const isRecord = createRecordCheck(header, below, wanted);
    const records = below.filter((row, index) => isRecord(row, index));
    const kept = new Set(records);
    const skipped = [...rows.slice(0, at), ...below.filter((row) => !kept.has(row))];
    return {
      header,
      rows: records,
      ...(skipped.length > 0 && { skipped: skipped.map(({ line }) => line) }),
    };
  }
  return null;
}

/** Returns the table whose first row is the header: for people to say which column is which. null: there is no row. */
export function takeFirstTable(sheets: readonly Sheet[]): TableFile | null {
  const [header, ...rows] = sheets.find((sheet) => sheet.rows.length > 0)?.rows ?? [];
  return header === undefined ? null : { header: header.cells, rows };
}

/** Returns the row that names the most columns, the first of equals. */
function findHeader<Field extends string>(
  rows: readonly TableRow[],
  { fieldsOf, required }: WantedTable<Field>,
): number | null {
  let best: { at: number; count: number } | null = null;
  for (const [at, { cells }] of rows.slice(0, maxTitleRows + 1).entries()) {
    const fields = fieldsOf(cells);
    if (!required.every((field) => fields.includes(field))) continue;
    const count = fields.filter((field) => field !== null).length;
    if (best === null || count > best.count) best = { at, count };
  }
  return best?.at ?? null;
}

function createRecordCheck<Field extends string>(
  header: readonly string[],
  rows: readonly TableRow[],
  { fieldsOf, required }: WantedTable<Field>,
): (row: TableRow, index: number) => boolean {
  const fields = fieldsOf(header);
  const columns = required.map((field) => fields.indexOf(field));
  const keyColumn = columns[0] ?? 0;
  const textAt = ({ cells }: TableRow, column: number) => cells[column] ?? "";
  // Without any key the rows are shown as they are: the column may be the wrong one.
  const lastKeyed = rows.findLastIndex((row) => textAt(row, keyColumn) !== "");
  let isBelowSum = false;
  return (row, index) => {
    const key = textAt(row, keyColumn);
    if (key !== "" && key === header[keyColumn]) return false;
    if (index === 0 && areColumnNumbers(row.cells)) return false;
    const [first = "", ...others] = row.cells.filter((cell) => cell !== "");
    // A count may stand in the column of the key: "Tổng cộng | 3 hồ sơ".
    if (isSum(first)) {
      isBelowSum = true;
      return false;
    }
    // The words of those who sign; no code has blanks and no digit.
    if (isBelowSum && /\s/.test(key) && !/\d/.test(key)) return false;
    if (key !== "") {
      isBelowSum = false;
      return true;
    }
    const isUnrelated = columns.every((column) => textAt(row, column) === "");
    return !(
      isBelowSum ||
      (isUnrelated && lastKeyed >= 0 && (others.length === 0 || index > lastKeyed))
    );
  };
}

/** "(1)", "(2)", "(3)" below the names of the columns, as reports number them. */
function areColumnNumbers(cells: readonly string[]): boolean {
  const numbers = cells.filter((cell) => cell !== "").map((cell) => cell.replace(/[()]/g, ""));
  const isSequence = (from: number) => numbers.every((cell, at) => cell === String(at + from));
  const areLetters = numbers.every((cell, at) => cell === String.fromCharCode(65 + at));
  return numbers.length >= 3 && (isSequence(0) || isSequence(1) || areLetters);
}

function isSum(text: string): boolean {
  return /^(?:tong cong|tong so|(?:tong|cong)(?: \d|$))/.test(fold(text.slice(0, 100)));
}
