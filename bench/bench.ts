import process from "node:process";
import { parseArgs } from "node:util";
import { promiseBroadcasts } from "./broadcast/thresholds.ts";
import { promiseDeliveries } from "./deliveries/thresholds.ts";
import { measureNearest } from "./measure-nearest.ts";
import { measureStarts, startBudget } from "./measure-starts.ts";
import { platformNamed, platformNames } from "./platforms/registry.ts";
import { atMost, isBroken, type Promised, printPromises } from "./thresholds.ts";
import { promiseTurns } from "./turns/thresholds.ts";

/**
 * `npm run bench`: what is promised, measured; `npm run bench -- NAME` one part of it; `-- turns --platform
 * messenger` the turns of one platform. Exits 1 where a promise is broken.
 */
const { values, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: { platform: { type: "string" } },
});
const platforms = (values.platform === undefined ? platformNames : [values.platform]).map(
  platformNamed,
);
const laterStarts = 3;
const nearestBudgetMs = 1;

const parts: Record<string, () => Promise<readonly Promised[]>> = {
  starts: async () => {
    const { first, later } = await measureStarts(laterStarts);
    const slowest = `later start (slowest of ${laterStarts})`;
    return [
      atMost("first start on embedded defaults", first, startBudget.firstMs, "ms"),
      atMost(slowest, Math.max(...later), startBudget.laterMs, "ms"),
    ];
  },
  nearest: async () => {
    const { p50, p99 } = await measureNearest();
    return [
      atMost("nearest of 20,000 points, p50", p50, nearestBudgetMs, "ms"),
      atMost("nearest of 20,000 points, p99", p99, nearestBudgetMs, "ms"),
    ];
  },
  deliveries: promiseDeliveries,
  broadcast: promiseBroadcasts,
  // Last: it leaves the first core to the program under test.
  turns: async () => {
    const rows: Promised[] = [];
    for (const platform of platforms) {
      const promised = await promiseTurns(platform);
      rows.push(...promised.map((row) => ({ ...row, what: `${platform.name}: ${row.what}` })));
    }
    return rows;
  },
};

const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  throw new Error(`No part ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}.`);
}
const rows: Promised[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (asked.length === 0 || asked.includes(name)) rows.push(...(await measure()));
}
printPromises(rows);
process.exitCode = rows.some(isBroken) ? 1 : 0;
