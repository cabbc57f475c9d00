import type { BenchPlatform } from "../platforms/platform.ts";
import { atLeast, atMost, type Promised } from "../promise.ts";
import { type Figures, timesOf } from "./figures.ts";
import { leaveFirstCore } from "./program.ts";
import { measureTurns, type ProgramName, type TurnFigures } from "./turns.ts";

const least = { postgres: 0.6, embedded: 0.5 };
const mostTimesBareP99 = 2.5;
const mostMb = 150;
const mostAcknowledgedMs = 10;

/** Prints what each program did, and returns what of it was promised. */
export async function promiseTurns(platform: BenchPlatform): Promise<Promised[]> {
  leaveFirstCore();
  const figures = await measureTurns(platform);
  printFigures(platform, figures);
  const { alone, together } = figures;
  const rates = (name: "postgres" | "embedded", by: Record<ProgramName, Figures>) =>
    timesOf(by[name], by.bare, "rate");
  const slower = timesOf(together.postgres, together.bare, "p99");
  return [
    atLeast(
      "rate to bare parts, 32 residents, PostgreSQL",
      rates("postgres", together),
      least.postgres,
    ),
    atLeast(
      "rate to bare parts, 32 residents, embedded",
      rates("embedded", together),
      least.embedded,
    ),
    {
      what: "rate to bare parts, 1 resident, PostgreSQL",
      measured: ratio(rates("postgres", alone)),
    },
    { what: "rate to bare parts, 1 resident, embedded", measured: ratio(rates("embedded", alone)) },
    atMost("p99 to bare parts, 32 residents", slower, mostTimesBareP99, "times"),
    atMost("resident memory at rest, real servers", figures.restMb, mostMb, "MB"),
    { what: "resident memory at its peak under load", measured: `${figures.peakMb.toFixed(0)} MB` },
    atMost(
      "webhook acknowledged while sends take 5 s, p99",
      figures.acknowledgedP99Ms,
      mostAcknowledgedMs,
      "ms",
    ),
    atMost("replies unasked or out of step", figures.wrong, 0, "replies"),
  ];
}

function printFigures({ name: platform }: BenchPlatform, { alone, together }: TurnFigures): void {
  const columns = ["turns/s", "p50 ms", "p95 ms", "p99 ms", "CPU µs/turn", "core busy"];
  console.log(line(`${platform}: webhook to reply`, columns));
  for (const [count, by] of [
    [1, alone],
    [32, together],
  ] as const) {
    for (const [name, figures] of Object.entries(by)) {
      const { rate, p50, p95, p99, processorUs, busy } = figures;
      const latencies = [p50, p95, p99].map((ms) => ms.toFixed(2));
      const values = [rate.toFixed(0), ...latencies, processorUs.toFixed(0), ratio(busy)];
      console.log(line(`${name}, ${count} at once`, values));
    }
  }
}

function line(title: string, values: readonly string[]): string {
  return [title.padEnd(28), ...values.map((value) => value.padStart(12))].join("");
}

function ratio(value: number): string {
  return value.toFixed(2);
}
