import type { FigureFilter } from "../../db/queries/figures.ts";

/** A table whose first column names a bar and whose second is its length. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  /** What exactly is counted. */
  readonly about: string;
  readonly header: readonly string[];
  /** A list of texts: it has no chart. */
  readonly isList?: true;
  readonly rows: readonly (readonly [string, number, ...(number | string)[]])[];
}

export type ReadFigure = (filter: FigureFilter) => Promise<Figure>;
