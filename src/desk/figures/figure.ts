import type { FigureFilter } from "../../db/queries/figures.ts";

/** A table whose first column names a row, and whose next ones are numbers about it. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  /** What exactly is counted. */
  readonly about: string;
  readonly header: readonly string[];
  /** How many of the first numbers are drawn as bars, beside each other; absent: one. */
  readonly barCount?: 0 | 1 | 2;
  /** Its rows are folded away: another figure says the same in fewer. */
  readonly isFolded?: true;
  /** A list of texts: its first column is as wide as it can be. */
  readonly isList?: true;
  readonly rows: readonly (readonly [string, number, ...(number | string)[]])[];
}

export type ReadFigure = (filter: FigureFilter) => Promise<Figure>;
