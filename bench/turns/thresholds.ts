import type { BenchPlatform } from "../platforms/platform.ts";
import { atLeast, atMost, type Promised } from "../thresholds.ts";
import { type Beside, measureTurns, type TurnFigures } from "./measure-turns.ts";
import { leaveFirstCore } from "./program.ts";
import { timesOf } from "./statistics.ts";

const least = { postgres: 0.6, embedded: 0.5 };
const mostTimesBareP99 = 2.5;
const mostMb = 150;
const mostAcknowledgedMs = 10;

/** Prints what each program did, and returns what of it was promised. */
export async function promiseTurns(platform: BenchPlatform): Promise<Promised[]> {
  leaveFirstCore();
  const figures = await measureTurns(platform);
  printFigures(platform, figures);
  const { postgres, embedded } = figures;
  const slower = times(postgres.together, "p99");
  return [
    atLeast(
      "rate to bare parts, 32 residents, PostgreSQL",
      times(postgres.together, "rate"),
      least.postgres,
    ),
    atLeast(
      "rate to bare parts, 32 residents, embedded",
      times(embedded.together, "rate"),
      least.embedded,
    ),
    {
      what: "rate to bare parts, 1 resident, PostgreSQL",
      measured: ratio(times(postgres.alone, "rate")),
    },
    {
      what: "rate to bare parts, 1 resident, embedded",
      measured: ratio(times(embedded.alone, "rate")),
    },
    atMost("p99 to bare parts, 32 residents", slower, mostTimesBareP99, "times"),
    atMost("resident memory at rest, real servers", figures.restMb, mostMb, "MB"),
    { what: "resident memory at its peak under load", measured: `${figures.peakMb.toFixed(0)} MB` },
    atMost(
      "webhook acknowledged while sends take 5 s, p99",
      figures.acknowledgedP99Ms,
      mostAcknowledgedMs,
      "ms",
    ),
    atMost("replies unasked or out of step", postgres.wrong + embedded.wrong, 0, "replies"),
  ];
}

function times({ bare, service }: Beside, name: "rate" | "p99"): number {
  return timesOf(service, bare, name);
}

function printFigures({ name: platform }: BenchPlatform, figures: TurnFigures): void {
  const columns = ["turns/s", "p50 ms", "p95 ms", "p99 ms", "CPU µs/turn", "core busy"];
  console.log(line(`${platform}: webhook to reply`, columns));
  for (const name of ["postgres", "embedded"] as const) {
    const { alone, together } = figures[name];
    printBeside(name, 1, alone);
    printBeside(name, 32, together);
  }
}

function printBeside(name: string, count: number, { bare, service }: Beside): void {
  for (const [of, figures] of [
    [`bare beside ${name}`, bare],
    [name, service],
  ] as const) {
    const { rate, p50, p95, p99, processorUs, busy } = figures;
    const latencies = [p50, p95, p99].map((ms) => ms.toFixed(2));
    const values = [rate.toFixed(0), ...latencies, processorUs.toFixed(0), ratio(busy)];
    console.log(line(`${of}, ${count} at once`, values));
  }
}

function line(title: string, values: readonly string[]): string {
  return [title.padEnd(34), ...values.map((value) => value.padStart(12))].join("");
}

function ratio(value: number): string {
  return value.toFixed(2);
}
