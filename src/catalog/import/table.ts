/** A row of a spreadsheet. */
export interface TableRow {
  /** The row's number in the spreadsheet, which counts blank rows too. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A spreadsheet that was read: its first row names the columns. */
export interface TableFile {
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
}
