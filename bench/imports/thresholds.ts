import { atLeast, atMost, atMostIfFastEnough, type Measurement, reported } from "../thresholds.ts";
import type { Scores } from "../understanding/evaluate.ts";
import { measureImports } from "./measure-imports.ts";

/** What is promised with 3,000 imported procedures. */
const maxStartMs = 5_000;
const maxSentenceMs = 5;
const maxMoreMb = 120;

const scoreNames = [
  "intent",
  "first",
  "amongThree",
  "precision",
  "recall",
] as const satisfies readonly (keyof Scores)[];

export async function compareImports(): Promise<readonly Measurement[]> {
  const figures = await measureImports();
  const { listedCount, startMs, startWithoutMs, bareStartMs, restMb, restWithoutMb } = figures;
  const ms = (value: number) => `${value.toFixed(2)} ms`;
  return [
    atMostIfFastEnough(
      `start with ${listedCount} imported procedures`,
      { value: startMs, bare: bareStartMs, limit: maxStartMs },
      "ms",
    ),
    reported("start without them", `${startWithoutMs.toFixed(0)} ms`),
    reported("modules loaded and database opened alone", `${bareStartMs.toFixed(0)} ms`),
    atMost("memory at rest that they take", restMb - restWithoutMb, maxMoreMb, "MB"),
    atMost("one sentence with them, p99", figures.p99Ms, maxSentenceMs, "ms"),
    reported("one sentence with them, p50", ms(figures.p50Ms)),
    reported("one sentence without them, p99", ms(figures.p99WithoutMs)),
    ...Object.entries(figures.scores).flatMap(([group, scores]) =>
      scoreNames.map((name) =>
        atLeast(
          `${group}: ${name}, not less than without`,
          scores.with[name],
          scores.without[name],
        ),
      ),
    ),
  ];
}
