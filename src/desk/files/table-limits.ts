/** How large a table may be; what is larger costs no more than its beginning, or ends with the thread that reads it. */
export interface TableLimits {
  /** Below the row that names the columns. */
  readonly maxRows: number;
  /** With blank ones: spreadsheets write those that once had a format. */
  readonly maxLines: number;
  /** A longer cell is cut, and then refused by its field. */
  readonly maxCellLength: number;
  /** Of one line of a file of text, with all its cells. */
  readonly maxLineBytes: number;
}

/** For lists of dossiers: a year of a province's agency. No field of a dossier is longer. */
export const dossierLimits: TableLimits = {
  maxRows: 100_000,
  maxLines: 200_000,
  maxCellLength: 8_000,
  maxLineBytes: 200_000,
};

/** For the catalogue: Excel's cells hold 32,767 characters, and a procedure has a dozen long ones. */
export const catalogLimits: TableLimits = {
  maxRows: 10_000,
  maxLines: 20_000,
  maxCellLength: 40_000,
  maxLineBytes: 1_000_000,
};

export const maxColumns = 100;
/** Of all sheets, without blank ones. */
export const maxCells = 2_500_000;
/** Of all cells, in UTF-16 units. */
export const maxLetters = 40_000_000;
/** Titles above the columns and sums below the rows, which are no rows of the table. */
export const maxExtraRows = 50;
