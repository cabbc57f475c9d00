import type { Queries } from "../../db/schema.ts";

/** What a figure is asked for: the days up to now, and whose dossiers (null: every agency's). */
export interface FigureRequest {
  readonly db: Queries;
  readonly from: Date;
  readonly now: Date;
  readonly agencyId: number | null;
}

/** A table of which the first column names and the second is drawn. */
export interface Figure {
  readonly id: string;
  readonly title: string;
  /** What exactly is counted. */
  readonly about: string;
  readonly header: readonly string[];
  /** To be read line by line: nothing is drawn. */
  readonly isList?: true;
  readonly rows: readonly (readonly [string, number, ...(number | string)[]])[];
}

/** Named after what it counts; called with what to count. */
export type ReadFigure = (request: FigureRequest) => Promise<Figure>;

export function percent(part: number, whole: number): string {
  return whole === 0 ? "–" : `${Math.round((part / whole) * 100)} %`;
}
