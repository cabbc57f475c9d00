/** A row of a spreadsheet. */
export interface TableRow {
  /** The row's number in the spreadsheet, which counts blank rows too. */
  readonly line: number;
  readonly cells: readonly string[];
  /** The columns (from 0) whose cells the spreadsheet holds as numbers: zeros that were typed before them are lost. */
  readonly numbers?: readonly number[];
}

/** A sheet of a spreadsheet: all its rows that are not blank. */
export interface Sheet {
  /** "" for a file of text. */
  readonly name: string;
  readonly rows: readonly TableRow[];
}

/** A table that was found on a sheet: one row names the columns, and the rows below it hold the records. */
export interface TableFile {
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
  /** The lines that are no record: titles, sums, signatures. Absent: there are none. */
  readonly skipped?: readonly number[];
}
