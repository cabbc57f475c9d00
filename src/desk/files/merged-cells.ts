import type { CellObject, Range } from "@e965/xlsx";

/** Rows and cells that hold nothing may be missing. */
export type CellRow = readonly (CellObject | undefined)[];
export type CellRows = readonly (CellRow | undefined)[];

/**
 * Returns the rows with each cell that is merged downwards in every row that it spans: it is meant for all of them. A cell that
 * is merged to the right stays in its first column, as a title does.
 */
export function fillMergedCells(rows: CellRows, merges: readonly Range[]): CellRows {
  const filled = rows.slice();
  for (const { s: first, e: last } of merges) {
    const cell = filled[first.r]?.[first.c];
    if (cell === undefined) continue;
    // A range may end below the last row.
    for (let row = first.r + 1; row <= Math.min(last.r, rows.length - 1); row += 1) {
      const cells = filled[row];
      // A row without anything else is not a row of the table.
      if (cells === undefined || !cells.some((each) => each !== undefined)) continue;
      const copy = cells.slice();
      copy[first.c] = cell;
      filled[row] = copy;
    }
  }
  return filled;
}
