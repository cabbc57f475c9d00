import { z } from "zod";
import {
  createRecordCheck,
  findTablePlace,
  type WantedTable,
} from "../../../catalog/import/find-table.ts";
import type { Sheet, TableRow } from "../../../catalog/import/table.ts";
import { withPauses } from "../../../concurrency/with-pauses.ts";
import { FileError } from "../../files/file-error.ts";
import type { ParsedFile } from "../../files/parsed-file.ts";
import type { TableLimits } from "../../files/table-limits.ts";
import { formatCount } from "../../framework/format.ts";
import { type Columns, type ImportField, requiredColumns } from "./columns.ts";

/** Where the table is in a file. */
export interface Layout {
  readonly sheets: readonly StoredSheet[];
  /** The index of the sheet that is read. */
  readonly sheet: number;
  /** The line of the row that names the columns; 0: there is none. */
  readonly headerLine: number;
  readonly header: readonly string[];
  /** The line from which on the rows are dossiers. */
  readonly firstLine: number;
  /** A row named the columns clearly, or a person has chosen it. */
  readonly isClear: boolean;
  /** Lines from the first one on that are no dossiers: headings of groups, sums, signatures. */
  readonly skipped: readonly number[];
  /** The lines above the first one that hold something. */
  readonly above: readonly number[];
  /** What is said to the residents of all rows of a status that have no note, by the status. */
  readonly notes: Readonly<Record<string, string>>;
}

/** A sheet of a file, and the positions of its chunks, from the first until before the end. */
export interface StoredSheet {
  readonly name: string;
  readonly rows: number;
  readonly firstChunk: number;
  readonly endChunk: number;
}

/** Where people say the table is. */
export interface ChosenPlace {
  readonly sheet: number;
  readonly headerLine: number;
  readonly firstLine: number;
}

export const layoutSchema: z.ZodType<Layout> = z.object({
  sheets: z.array(
    z.object({
      name: z.string(),
      rows: z.number(),
      firstChunk: z.number(),
      endChunk: z.number(),
    }),
  ),
  sheet: z.number(),
  headerLine: z.number(),
  header: z.array(z.string()),
  firstLine: z.number(),
  isClear: z.boolean(),
  skipped: z.array(z.number()),
  above: z.array(z.number()),
  notes: z.record(z.string(), z.string()),
});

/**
 * Finds the table in a file: where a row names the columns, otherwise the likeliest place, which a person then confirms.
 * @throws FileError if there is no table, or it has too many rows.
 */
export function findPlace(
  { sheets, problem }: ParsedFile,
  wanted: WantedTable<ImportField>,
  { maxRows }: TableLimits,
): ChosenPlace & { readonly isClear: boolean } {
  const clear = findTablePlace(sheets, wanted);
  if (clear === null && problem !== null) throw problem;
  const place = clear ?? guessPlace(sheets, wanted);
  const rows = place === null ? [] : (sheets[place.sheet]?.rows ?? []);
  const below = rows.slice((place?.header ?? 0) + 1);
  const [first] = below;
  if (place === null || first === undefined) {
    throw new FileError("Tệp chỉ có dòng tiêu đề, chưa có dòng nào");
  }
  if (below.length > maxRows) throw new FileError(tooManyRows(maxRows));
  return {
    sheet: place.sheet,
    headerLine: rows[place.header]?.line ?? 0,
    firstLine: first.line,
    isClear: clear !== null,
  };
}

function tooManyRows(maxRows: number): string {
  return `Tệp có hơn ${formatCount(maxRows)} dòng; bạn chia thành nhiều tệp`;
}

const maxGuessedRows = 12;
/** A title fills fewer cells than the rows of the table. */
const minFilledShare = 0.6;

/** The header is likeliest the row that names the most columns, then the first one that fills as many cells as the others. */
function guessPlace(
  sheets: readonly Sheet[],
  { fieldsOf }: WantedTable<ImportField>,
): { sheet: number; header: number } | null {
  const sheet = sheets.findIndex(({ rows }) => rows.length > 0);
  if (sheet < 0) return null;
  // The last row is no header: nothing is below it.
  const rows = (sheets[sheet]?.rows ?? []).slice(0, -1).slice(0, maxGuessedRows);
  const filled = rows.map(({ cells }) => cells.filter((cell) => cell !== "").length);
  const least = Math.max(...filled, 0) * minFilledShare;
  const scores = rows.map(({ cells }, at) => {
    const named = fieldsOf(cells).filter((field) => field !== null).length;
    return named * 2 + ((filled[at] ?? 0) >= least ? 1 : 0);
  });
  return { sheet, header: Math.max(0, scores.indexOf(Math.max(...scores))) };
}

/** Returns the header that a place names, and what above and below it is no dossier. */
export async function readPlace(
  rows: AsyncIterable<TableRow>,
  { headerLine, firstLine }: ChosenPlace,
  columnsOf: (header: readonly string[]) => Columns,
): Promise<Pick<Layout, "header" | "skipped" | "above"> & { records: number; columns: Columns }> {
  const above: number[] = [];
  const below: TableRow[] = [];
  let header: readonly string[] | null = null;
  let required: readonly number[] = [];
  for await (const row of rows) {
    if (row.line === headerLine) header = row.cells;
    if (row.line < firstLine) {
      if (row.line !== headerLine) above.push(row.line);
      continue;
    }
    if (below.length === 0) {
      header ??= row.cells.map(() => "");
      required = requiredColumns(columnsOf(header));
    }
    below.push(below.length === 0 ? row : slimRow(row, required));
  }
  const isRecord = createRecordCheck(header ?? [], below, required);
  const skipped: number[] = [];
  let index = 0;
  for await (const row of withPauses(below)) {
    if (!isRecord(row, index)) skipped.push(row.line);
    index += 1;
  }
  const records = below.length - skipped.length;
  return { header: header ?? [], columns: columnsOf(header ?? []), above, skipped, records };
}

/** Keeps of a row what says whether it is a record: 100,000 whole rows would take a hundred megabytes. */
function slimRow({ line, cells }: TableRow, required: readonly number[]): TableRow {
  const filled = cells.flatMap((cell, at) => (cell === "" ? [] : [at])).slice(0, 2);
  const kept = new Set([...required, ...filled]);
  return { line, cells: cells.map((cell, at) => (kept.has(at) ? cell : "")) };
}

/** Returns the rows of a chunk that are dossiers. */
export function recordsAmong<Row extends TableRow>(
  rows: readonly Row[],
  { firstLine, skipped }: Pick<Layout, "firstLine"> & { readonly skipped: ReadonlySet<number> },
): Row[] {
  return rows.filter(({ line }) => line >= firstLine && !skipped.has(line));
}
