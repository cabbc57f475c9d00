import { atMost, type Measurement, reported } from "../thresholds.ts";
import { measureFiles } from "./measure-files.ts";

const maxReplyMs = 100;
const databases = ["PostgreSQL", "PGlite"] as const;

export async function compareFiles(): Promise<readonly Measurement[]> {
  const measured: Measurement[] = [];
  for (const database of databases) {
    const figures = await measureFiles(database);
    const named = (name: string) => `100,000 updates on ${database}: ${name}`;
    const seconds = (value: number) => `${value.toFixed(1)} s`;
    measured.push(
      reported(named("XLSX"), `${figures.megabytes.toFixed(1)} MB`),
      reported(named("read and stored"), seconds(figures.uploadSeconds)),
      reported(named("checked"), seconds(figures.checkSeconds)),
      reported(named("taken in"), `${figures.sent} in ${seconds(figures.sendSeconds)}`),
      reported(named("reply before, p99"), `${figures.quietP99Ms.toFixed(1)} ms`),
      atMost(named("reply while it is read, p99"), figures.uploadP99Ms, maxReplyMs, "ms"),
      atMost(named("reply while it is checked, p99"), figures.checkP99Ms, maxReplyMs, "ms"),
      atMost(named("reply while it is taken in, p99"), figures.sendP99Ms, maxReplyMs, "ms"),
      reported(named("peak memory"), `${figures.peakMb.toFixed(0)} MB`),
    );
  }
  return measured;
}
