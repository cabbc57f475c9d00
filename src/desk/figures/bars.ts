import type { Figure } from "./figure.ts";

/** The lengths of a row's bars, in percent of the longest bar of the figure. */
export type RowBars = readonly number[];

/** Measures the bars of each row. The table itself has the numbers, so nothing but lengths is drawn. */
export function measureBars({ rows, barCount = 1, isList }: Figure): readonly RowBars[] {
  const count = isList === true ? 0 : barCount;
  const drawn = rows.map((row) =>
    row.slice(1, 1 + count).map((cell) => (typeof cell === "number" ? cell : 0)),
  );
  const longest = Math.max(1, ...drawn.flat());
  return drawn.map((lengths) =>
    lengths.map((length) => Math.round((length / longest) * 1000) / 10),
  );
}
