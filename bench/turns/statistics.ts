import { median, percentile, sum } from "../statistics.ts";

/** What one program did in one kind of load, all rounds together. */
export interface LoadFigures {
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
  /** Milliseconds from webhook to reply, one for each turn. */
  readonly latencies: readonly number[];
  readonly elapsedMs: number;
  readonly processorMs: number;
}

export function summariseRounds(rounds: readonly Round[]): LoadFigures {
  const eachRound = rounds.map((round) => ({
    rate: (round.latencies.length * 1000) / round.elapsedMs,
    p99: percentile(round.latencies, 0.99),
  }));
  const latencies = rounds.flatMap((round) => round.latencies);
  const elapsedMs = sum(rounds.map((round) => round.elapsedMs));
  const processorMs = sum(rounds.map((round) => round.processorMs));
  return {
    rate: median(eachRound.map(({ rate }) => rate)),
    p50: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
    p99: percentile(latencies, 0.99),
    processorUs: (processorMs * 1000) / latencies.length,
    busy: processorMs / elapsedMs,
    rounds: eachRound,
  };
}

/**
 * Returns the ratio of a figure of ours to theirs: the median of the rounds. Each round is compared with the other
 * program's round of the same minute, so that a machine that is busy for a while slows both.
 */
export function ratioOf(ours: LoadFigures, theirs: LoadFigures, name: "rate" | "p99"): number {
  return median(
    ours.rounds.map((round, index) => round[name] / (theirs.rounds[index]?.[name] ?? 0)),
  );
}
