import { measureNearest } from "./nearest.ts";
import { measureStarts, startBudget } from "./start.ts";

/** `npm run bench`: what is promised, measured. Exits 1 where a promise is broken. */
const laterStarts = 3;
const nearestBudgetMs = 1;

const starts = await measureStarts(laterStarts);
const slowest = Math.max(...starts.later);
const nearest = await measureNearest();

const rows = [
  { what: "first start on embedded defaults", ms: starts.first, budget: startBudget.firstMs },
  { what: `later start (slowest of ${laterStarts})`, ms: slowest, budget: startBudget.laterMs },
  { what: "nearest of 20,000 points, p50", ms: nearest.p50, budget: nearestBudgetMs },
  { what: "nearest of 20,000 points, p99", ms: nearest.p99, budget: nearestBudgetMs },
];
for (const { what, ms, budget } of rows) {
  const verdict = ms <= budget ? "kept" : "BROKEN";
  console.log(
    `${what.padEnd(36)} ${ms.toFixed(3).padStart(10)} ms   at most ${budget} ms: ${verdict}`,
  );
}
process.exitCode = rows.every(({ ms, budget }) => ms <= budget) ? 0 : 1;
