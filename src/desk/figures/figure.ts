import { type RawBuilder, sql } from "kysely";
import type { DbHandle } from "../../db/schema.ts";

/** What a figure is asked for: the days up to now, whose dossiers (null: every agency's), and at which points (null: anywhere). */
export interface FigureRequest {
  readonly db: DbHandle;
  readonly from: Date;
  readonly now: Date;
  readonly agencyId: number | null;
  readonly points: readonly string[] | null;
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

/** Of the record's turns, those at the points in question. */
export function isAtPoints({ points }: FigureRequest): RawBuilder<boolean> {
  if (points === null) return sql`true`;
  return points.length === 0 ? sql`false` : sql`point in (${sql.join(points)})`;
}

export function percent(part: number, whole: number): string {
  return whole === 0 ? "–" : `${Math.round((part / whole) * 100)} %`;
}
