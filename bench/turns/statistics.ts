/** What one program did in one kind of load, all rounds together. */
export interface Figures {
  /** Turns a second: the median of the rounds. */
  readonly rate: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Processor time of the program for one turn, microseconds. */
  readonly processorUs: number;
  /** Part of the program's core that was busy, 0 to 1. */
  readonly busy: number;
  readonly rounds: readonly { readonly rate: number; readonly p99: number }[];
}

export interface Round {
  readonly latencies: readonly number[];
  readonly elapsedMs: number;
  readonly processorMs: number;
}

export function summarise(rounds: readonly Round[]): Figures {
  const each = rounds.map((round) => ({
    rate: (round.latencies.length * 1000) / round.elapsedMs,
    p99: percentile(round.latencies, 0.99),
  }));
  const latencies = rounds.flatMap((round) => round.latencies);
  const elapsedMs = sum(rounds.map((round) => round.elapsedMs));
  const processorMs = sum(rounds.map((round) => round.processorMs));
  return {
    rate: median(each.map(({ rate }) => rate)),
    p50: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
    p99: percentile(latencies, 0.99),
    processorUs: (processorMs * 1000) / latencies.length,
    busy: processorMs / elapsedMs,
    rounds: each,
  };
}

/**
 * How many times another's figure ours is: the median of the rounds, each beside the other's of the same
 * minute, so that a machine which is busy for a while slows both.
 */
export function timesOf(ours: Figures, theirs: Figures, name: "rate" | "p99"): number {
  return median(
    ours.rounds.map((round, index) => round[name] / (theirs.rounds[index]?.[name] ?? 0)),
  );
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
