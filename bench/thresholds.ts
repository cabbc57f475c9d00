/** One line of the report: a figure, and the threshold that it must meet if there is one. */
export interface Measurement {
  readonly name: string;
  readonly measured: string;
  /** Absent: the figure is only reported. */
  readonly threshold?: string;
  readonly isMet?: boolean;
  /** Why this run can't tell whether the threshold is met; absent if it can. */
  readonly notJudged?: string;
}

export function atMost(name: string, value: number, limit: number, unit: string): Measurement {
  return {
    name,
    measured: `${formatFigure(value)} ${unit}`,
    threshold: `at most ${limit} ${unit}`,
    isMet: value <= limit,
  };
}

/**
 * Returns a threshold on a time that only a machine can keep whose bare parts, measured in the same run, need at most half of
 * it: what any such service must do with the same libraries. On a slower one it is reported, not judged.
 */
export function atMostIfFastEnough(
  name: string,
  { value, bare, limit }: { readonly value: number; readonly bare: number; readonly limit: number },
  unit: string,
): Measurement {
  const row = atMost(name, value, limit, unit);
  if (value <= limit || bare <= limit / 2) return row;
  return { ...row, notJudged: `the bare parts alone take ${formatFigure(bare)} ${unit}` };
}

export function atLeast(name: string, value: number, limit: number): Measurement {
  return {
    name,
    measured: formatFigure(value),
    threshold: `at least ${limit}`,
    isMet: value >= limit,
  };
}

/** Returns a line that only reports. */
export function reported(name: string, measured: string): Measurement {
  return { name, measured };
}

export function isBroken({ threshold, isMet, notJudged }: Measurement): boolean {
  return threshold !== undefined && isMet !== true && notJudged === undefined;
}

export function printMeasurements(rows: readonly Measurement[]): void {
  for (const row of rows) {
    const result = row.notJudged ?? (isBroken(row) ? "BROKEN" : "kept");
    const comparison = row.threshold === undefined ? "" : `${row.threshold}: ${result}`;
    console.log(`${row.name.padEnd(62)} ${row.measured.padStart(14)}   ${comparison}`.trimEnd());
  }
}

/** Returns at least three significant digits, whatever the size. */
function formatFigure(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value.toFixed(value >= 10 ? 1 : 3);
}
