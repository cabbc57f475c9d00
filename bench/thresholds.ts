/** One line of the table: what was measured, and what was promised of it. */
export interface Promised {
  readonly what: string;
  readonly measured: string;
  /** Absent: reported, not promised. */
  readonly promise?: string;
  readonly kept?: boolean;
}

export function atMost(what: string, value: number, limit: number, unit: string): Promised {
  return {
    what,
    measured: `${figure(value)} ${unit}`,
    promise: `at most ${limit} ${unit}`,
    kept: value <= limit,
  };
}

export function atLeast(what: string, value: number, limit: number): Promised {
  return { what, measured: figure(value), promise: `at least ${limit}`, kept: value >= limit };
}

export function isBroken({ promise, kept }: Promised): boolean {
  return promise !== undefined && kept !== true;
}

export function printPromises(rows: readonly Promised[]): void {
  for (const row of rows) {
    const verdict = row.promise === undefined ? "" : `${row.promise}: ${verdictOf(row)}`;
    console.log(`${row.what.padEnd(62)} ${row.measured.padStart(14)}   ${verdict}`.trimEnd());
  }
}

function verdictOf(row: Promised): string {
  return isBroken(row) ? "BROKEN" : "kept";
}

/** Three digits that matter, whatever the size. */
function figure(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value.toFixed(value >= 10 ? 1 : 3);
}
