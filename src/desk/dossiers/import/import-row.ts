import type { TableRow } from "../../../catalog/import/table.ts";
import { unescapeFormulas } from "../../framework/csv.ts";
import type { Columns, ImportField } from "./columns.ts";

/** A row of an uploaded file, and what a person has corrected in it at the desk. */
export interface ImportRow extends TableRow {
  readonly fixed?: Readonly<Partial<Record<ImportField, string>>>;
}

/** Returns the cells of a row by their fields, the corrected ones as they were corrected. */
export function readCells(
  { cells, fixed = {} }: ImportRow,
  columns: Columns,
): ReadonlyMap<ImportField, string> {
  const read = new Map<ImportField, string>();
  for (const [at, field] of columns.entries()) {
    if (field !== null) read.set(field, unwrap(cells[at] ?? ""));
  }
  for (const [field, text] of Object.entries(fixed)) {
    read.set(field as ImportField, text.replaceAll("\0", "").trim());
  }
  return read;
}

/** Returns whether the spreadsheet holds the code as a number, so that its zeros may be lost. */
export function isCodeNumber({ numbers, fixed }: ImportRow, columns: Columns): boolean {
  return fixed?.code === undefined && numbers?.includes(columns.indexOf("code")) === true;
}

/** Removes what wraps a text: spreadsheets write `="0912"`, and our own exports put an apostrophe before what looks like a formula. */
function unwrap(cell: string): string {
  const quoted = /^="([^"]*)"$/.exec(cell)?.[1];
  return (quoted ?? unescapeFormulas(cell)).replaceAll("\0", "").trim();
}
