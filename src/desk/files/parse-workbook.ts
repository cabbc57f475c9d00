import { CFB, type ParsingOptions, read, set_cptable, type WorkBook } from "@e965/xlsx";
import * as codePages from "@e965/xlsx/dist/cpexcel.full.mjs";
import type { Sheet } from "../../catalog/import/table.ts";
import { createBoundedZlib } from "./bounded-inflate.ts";
import { type CellText, readCell } from "./cell-text.ts";
import { FileError } from "./file-error.ts";
import { chooseCellReader } from "./letters/workbook-letters.ts";
import { type CellRow, type CellRows, fillMergedCells } from "./merged-cells.ts";
import type { ParsedFile } from "./parsed-file.ts";
import { type Budget, SheetBuilder } from "./sheet-builder.ts";
import type { TableLimits } from "./table-limits.ts";

/** No spreadsheet program has more. */
const maxSheetLines = 1_048_576;
const maxSheetColumns = 16_384;

/** Neither formulas nor HTML of cells are needed; tables of HTML keep what they show. */
const options: ParsingOptions = {
  dense: true,
  cellFormula: false,
  cellHTML: false,
  cellNF: true,
  raw: true,
};

/**
 * Reads the visible sheets of a workbook: XLSX, XLS or ODS as bytes; XML and tables of HTML as text. It runs in a thread of
 * its own, because a large one takes seconds.
 * @throws FileError if it cannot be read or is too large.
 */
export function parseWorkbook(content: Uint8Array | string, limits: TableLimits): ParsedFile {
  const workbook = readWorkbook(content);
  const names = visibleSheets(workbook);
  for (const name of names) refuseVastSheet(rowsOf(workbook, name));
  const cellReader = chooseCellReader(new Set(textsOf(workbook)));
  const isDate1904 = workbook.Workbook?.WBProps?.date1904 === true;
  const budget: Budget = { cells: 0, letters: 0 };
  const sheets: Sheet[] = [];
  let problem: FileError | null = null;
  for (const name of names) {
    const merges = workbook.Sheets[name]?.["!merges"] ?? [];
    const builder = new SheetBuilder(name, limits, budget);
    try {
      for (const [at, cells] of fillMergedCells(rowsOf(workbook, name), merges).entries()) {
        if (cells !== undefined) addRow(builder, at + 1, cells, { cellReader, isDate1904 });
      }
      sheets.push(builder.build());
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      // The table may be on another sheet; whoever looks for it tells this problem if it is not.
      problem ??= error;
    }
  }
  return { sheets, problem };
}

interface Reading {
  readonly cellReader: (text: string) => string;
  readonly isDate1904: boolean;
}

function addRow(
  builder: SheetBuilder,
  line: number,
  cells: CellRow,
  { cellReader, isDate1904 }: Reading,
): void {
  const read = Array.from(cells, (cell) =>
    cell === undefined ? blank : readCell(cell, isDate1904),
  );
  const numbers = read.flatMap(({ isNumber }, column) => (isNumber ? [column] : []));
  const texts = read.map(({ text }) => cellReader(text));
  builder.add(line, texts, numbers);
}

const blank: CellText = { text: "", isNumber: false };

function readWorkbook(content: Uint8Array | string): WorkBook {
  CFB.utils.use_zlib(createBoundedZlib());
  set_cptable(codePages);
  try {
    return read(content, { ...options, type: typeof content === "string" ? "string" : "buffer" });
  } catch (error) {
    if (error instanceof FileError) throw error;
    // Each format says it in its own words. A damaged archive may look like "ZIP encryption".
    const isLocked =
      Error.isError(error) &&
      /password|ecma-376|ods encryption|encryption scheme/i.test(error.message);
    throw new FileError(
      isLocked
        ? "Tệp có mật khẩu; bạn bỏ mật khẩu rồi thử lại"
        : "Tệp bị hỏng hoặc không phải bảng tính; bạn mở, lưu lại rồi thử lại",
      { cause: error },
    );
  }
}

function visibleSheets({ SheetNames, Workbook }: WorkBook): string[] {
  const visible = SheetNames.filter((_, at) => (Workbook?.Sheets?.[at]?.Hidden ?? 0) === 0);
  return visible.length > 0 ? visible : SheetNames;
}

/** A file may name a cell so far away that the list of the cells before it takes all memory. */
function refuseVastSheet(rows: CellRows): void {
  if (rows.length > maxSheetLines || rows.some((row) => (row?.length ?? 0) > maxSheetColumns)) {
    throw new FileError("Tệp có ô nằm quá xa; bạn chép riêng bảng sang tệp mới rồi thử lại");
  }
}

function rowsOf(workbook: WorkBook, name: string): CellRows {
  return workbook.Sheets[name]?.["!data"] ?? [];
}

function* textsOf(workbook: WorkBook): Generator<string> {
  for (const name of workbook.SheetNames) {
    for (const row of rowsOf(workbook, name)) {
      for (const cell of row ?? []) {
        if (cell?.t === "s" && typeof cell.v === "string") yield cell.v;
      }
    }
  }
}
