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

/** Where a table begins: the index of its sheet, and of the row that names its columns. */
export interface TablePlace {
  readonly sheet: number;
  readonly header: number;
}

/**
 * Finds the row that names the columns, on the first sheet that has one, and leaves out what stands above and what is no
 * record below: the columns' numbers, repeated headers, headings of groups, sums, signatures. null: no row is clear.
 */
export function findTable<Field extends string>(
  sheets: readonly Sheet[],
  wanted: WantedTable<Field>,
): TableFile | null {
  const place = findTablePlace(sheets, wanted);
  if (place === null) return null;
  const rows = sheets[place.sheet]?.rows ?? [];
  const header = rows[place.header]?.cells ?? [];
  const below = rows.slice(place.header + 1);
  const fields = wanted.fieldsOf(header);
  const required = wanted.required.map((field) => fields.indexOf(field));
  const isRecord = createRecordCheck(header, below, required);
  const records = below.filter((row, index) => isRecord(row, index));
  const kept = new Set(records);
  const others = [...rows.slice(0, place.header), ...below.filter((row) => !kept.has(row))];
  const skipped = others.map(({ line }) => line);
  return {
    header,
    rows: records,
    ...(skipped.length > 0 && { skipped }),
  };
}

/** Finds the row that names the columns, on the first sheet that has one; null: no row is clear. */
export function findTablePlace<Field extends string>(
  sheets: readonly Sheet[],
  wanted: WantedTable<Field>,
): TablePlace | null {
  for (const [sheet, { rows }] of sheets.entries()) {
    const header = findHeader(rows, wanted);
    if (header !== null) return { sheet, header };
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

/**
 * Returns a check whether a row below a header is a record, and not the columns' numbers, a repeated header, the heading of a
 * group, a sum or a signature. It is asked about all of the rows, in their order.
 * @param columns Those of what every record has, that of the key first; -1 for one that is not there.
 */
export function createRecordCheck(
  header: readonly string[],
  rows: readonly TableRow[],
  columns: readonly number[],
): (row: TableRow, index: number) => boolean {
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
  // Folding a hundred thousand cells would take a second.
  if (!/^\W{0,10}[tc]/i.test(text)) return false;
  return /^(?:tong cong|tong so|(?:tong|cong)(?: \d|$))/.test(fold(text.slice(0, 100)));
}
