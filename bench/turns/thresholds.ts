import type { BenchPlatform } from "../platforms/platform.ts";
import { atMost, atMostIfFastEnough, type Measurement, reported } from "../thresholds.ts";
import {
  measureTurns,
  type ProgramPair,
  pacedPerSecond,
  residentCount,
  type TurnFigures,
} from "./measure-turns.ts";
import { leaveFirstCore } from "./program.ts";
import { type LoadFigures, ratioOf } from "./statistics.ts";

const maxPacedP99Ms = 40;
const maxRestMb = 200;
const maxAcknowledgedMs = 10;

/** Prints what each program did, and returns the figures of the service with their thresholds. */
export async function compareTurns(platform: BenchPlatform): Promise<Measurement[]> {
  leaveFirstCore();
  const figures = await measureTurns(platform);
  printFigures(platform, figures);
  const { postgres, embedded, paced } = figures;
  const wrongReplies = postgres.wrongReplies + embedded.wrongReplies + paced.wrongReplies;
  return [
    atMostIfFastEnough(
      "webhook to reply at 1,000 turns/s, real servers, p99",
      { value: paced.service.p99, bare: paced.bare.p99, limit: maxPacedP99Ms },
      "ms",
    ),
    atMost("resident memory at rest, real servers", figures.restMb, maxRestMb, "MB"),
    atMost(
      "webhook acknowledged while sends take 5 s, p99",
      figures.acknowledgedP99Ms,
      maxAcknowledgedMs,
      "ms",
    ),
    atMost("replies unasked or out of step", wrongReplies, 0, "replies"),
    reportRatio("rate to bare parts, 32 residents, PostgreSQL", postgres.manyResidents, "rate"),
    reportRatio("rate to bare parts, 32 residents, embedded", embedded.manyResidents, "rate"),
    reportRatio("rate to bare parts, 1 resident, PostgreSQL", postgres.oneResident, "rate"),
    reportRatio("rate to bare parts, 1 resident, embedded", embedded.oneResident, "rate"),
    reportRatio("p99 to bare parts, 32 residents, PostgreSQL", postgres.manyResidents, "p99"),
    reportRatio("p99 to bare parts, 32 residents, embedded", embedded.manyResidents, "p99"),
    reportRatio("p99 to bare parts, 1,000 turns/s, PostgreSQL", paced, "p99"),
    reported("resident memory at its peak under load", `${figures.peakMb.toFixed(0)} MB`),
  ];
}

function reportRatio(
  name: string,
  { bare, service }: ProgramPair,
  figure: "rate" | "p99",
): Measurement {
  return reported(name, `${ratioOf(service, bare, figure).toFixed(2)} times`);
}

function printFigures({ name: platform }: BenchPlatform, figures: TurnFigures): void {
  const columns = ["turns/s", "p50 ms", "p95 ms", "p99 ms", "CPU µs/turn", "core busy"];
  printLine(`${platform}: webhook to reply`, columns);
  for (const name of ["postgres", "embedded"] as const) {
    const { oneResident, manyResidents } = figures[name];
    printPair(name, 1, oneResident);
    printPair(name, residentCount, manyResidents);
  }
  printLoad(`bare, ${pacedPerSecond} turns/s due`, figures.paced.bare);
  printLoad(`postgres, ${pacedPerSecond} turns/s due`, figures.paced.service);
}

function printPair(name: string, count: number, { bare, service }: ProgramPair): void {
  printLoad(`bare beside ${name}, ${count} at once`, bare);
  printLoad(`${name}, ${count} at once`, service);
}

function printLoad(title: string, { rate, p50, p95, p99, processorUs, busy }: LoadFigures): void {
  const latencies = [p50, p95, p99].map((ms) => ms.toFixed(2));
  printLine(title, [rate.toFixed(0), ...latencies, processorUs.toFixed(0), busy.toFixed(2)]);
}

function printLine(title: string, values: readonly string[]): void {
  console.log([title.padEnd(34), ...values.map((value) => value.padStart(12))].join(""));
}
