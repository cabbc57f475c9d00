/** One line of the report: a figure, and the threshold that it must meet if there is one. */
export interface Measurement {
  readonly name: string;
  readonly measured: string;
  /** Absent: the figure is only reported. */
  readonly threshold?: string;
  readonly isMet?: boolean;
}

export function atMost(name: string, value: number, limit: number, unit: string): Measurement {
  return {
    name,
    measured: `${formatFigure(value)} ${unit}`,
    threshold: `at most ${limit} ${unit}`,
    isMet: value <= limit,
  };
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

export function isBroken({ threshold, isMet }: Measurement): boolean {
  return threshold !== undefined && isMet !== true;
}

export function printMeasurements(rows: readonly Measurement[]): void {
  for (const row of rows) {
    const result = isBroken(row) ? "BROKEN" : "kept";
    const comparison = row.threshold === undefined ? "" : `${row.threshold}: ${result}`;
    console.log(`${row.name.padEnd(62)} ${row.measured.padStart(14)}   ${comparison}`.trimEnd());
  }
}

/** Returns at least three significant digits, whatever the size. */
function formatFigure(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value.toFixed(value >= 10 ? 1 : 3);
}
