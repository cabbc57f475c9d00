import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { findProgram } from "../servers/private-server.ts";

const run = promisify(execFile);
const rules = resolve("ops/prometheus/alerts.yml");
/** Longer than every window and every `for` of the rules together. */
const minutesOfEach = 90;
/** Longer than every `for`. */
const minutesIn = 15;

/** null if it is not installed: Debian's package `prometheus` brings it. */
export const promtool = findProgram("promtool");

/** What `/metrics` said before a state, and in it. */
export interface Observation {
  readonly alert: string;
  readonly before: string;
  readonly during: string;
}

/**
 * Lets promtool evaluate the rules against the observations: `before` for 90 minutes, then `during`, which ends in time for each
 * window of the rules to hold both. Returns promtool's report; rejects if an alert fires before its state, or not in it.
 */
export async function evaluateAlerts(observations: readonly Observation[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "huong-dan-alerts-"));
  try {
    const file = join(folder, "alerts.test.json");
    const tests = observations.flatMap(testsOf);
    // JSON is YAML.
    await writeFile(
      file,
      JSON.stringify({ rule_files: [rules], evaluation_interval: "1m", tests }),
    );
    const { stdout, stderr } = await run(promtool ?? "promtool", ["test", "rules", file]);
    return stdout + stderr;
  } catch (error) {
    // Its report of what differs is on standard output.
    if (Error.isError(error) && "stdout" in error) {
      throw new Error(`${String(error.stdout)}${"stderr" in error ? String(error.stderr) : ""}`);
    }
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function testsOf({ alert, before, during }: Observation) {
  const firing = `ALERTS{alertname="${alert}",alertstate="firing"}`;
  // Some fire for a while after a jump only, and some after a while only: they are looked for in every minute.
  const everFired = (minutes: number) => `sum(count_over_time(${firing}[${minutes}m])) > bool 0`;
  return {
    name: alert,
    interval: "1m",
    input_series: toSeries(parse(before), parse(during)),
    promql_expr_test: [
      { expr: everFired(minutesOfEach), eval_time: `${minutesOfEach - 1}m`, exp_samples: [] },
      {
        expr: everFired(minutesIn),
        eval_time: `${minutesOfEach + minutesIn - 1}m`,
        exp_samples: [{ value: 1 }],
      },
    ],
  };
}

/** Parses the text format of Prometheus into series and values. */
function parse(metrics: string): ReadonlyMap<string, string> {
  return new Map(
    metrics.split("\n").flatMap((line) => {
      const [, series, value] = /^(\w+(?:\{.*\})?) (\S+)$/.exec(line) ?? [];
      return series === undefined || value === undefined ? [] : [[series, value] as const];
    }),
  );
}

function toSeries(before: ReadonlyMap<string, string>, during: ReadonlyMap<string, string>) {
  const missing = "_";
  return [...new Set([...before.keys(), ...during.keys()])].map((series) => {
    const repeated = (values: ReadonlyMap<string, string>) =>
      `${values.get(series) ?? missing}${values.has(series) ? "+0" : ""}x${minutesOfEach - 1}`;
    return { series, values: `${repeated(before)} ${repeated(during)}` };
  });
}
