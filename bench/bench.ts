import process from "node:process";
import { parseArgs } from "node:util";
import { compareBroadcasts } from "./broadcast/thresholds.ts";
import { compareDeliveries } from "./deliveries/thresholds.ts";
import { compareFiles } from "./files/thresholds.ts";
import { compareImports } from "./imports/thresholds.ts";
import { measureNearest } from "./measure-nearest.ts";
import { measureStarts } from "./measure-starts.ts";
import { platformNamed, platformNames } from "./platforms/registry.ts";
import { atMost, isBroken, type Measurement, printMeasurements } from "./thresholds.ts";
import { compareTurns } from "./turns/thresholds.ts";

/**
 * `npm run bench` measures everything that is promised, `npm run bench -- NAME` one part, and `-- turns --platform
 * messenger` the turns on one platform. Exits with 1 if a promise is broken.
 */
const { values, positionals: requested } = parseArgs({
  allowPositionals: true,
  options: { platform: { type: "string" } },
});
const platforms = (values.platform === undefined ? platformNames : [values.platform]).map(
  platformNamed,
);
const laterStarts = 3;
/** The README promises both limits for a start on embedded defaults. */
const maxFirstStartMs = 10_000;
const maxLaterStartMs = 3_000;
const maxNearestMs = 1;

const parts: Record<string, () => Promise<readonly Measurement[]>> = {
  starts: async () => {
    const { first, later } = await measureStarts(laterStarts);
    const laterName = `later start (slowest of ${laterStarts})`;
    return [
      atMost("first start on embedded defaults", first, maxFirstStartMs, "ms"),
      atMost(laterName, Math.max(...later), maxLaterStartMs, "ms"),
    ];
  },
  nearest: async () => {
    const { p50, p99 } = await measureNearest();
    return [
      atMost("nearest of 20,000 points, p50", p50, maxNearestMs, "ms"),
      atMost("nearest of 20,000 points, p99", p99, maxNearestMs, "ms"),
    ];
  },
  deliveries: compareDeliveries,
  broadcast: compareBroadcasts,
  imports: compareImports,
  files: compareFiles,
  // Must be the last: it keeps this process off the first core from then on.
  turns: async () => {
    const rows: Measurement[] = [];
    for (const platform of platforms) {
      const measured = await compareTurns(platform);
      rows.push(...measured.map((row) => ({ ...row, name: `${platform.name}: ${row.name}` })));
    }
    return rows;
  },
};

const unknown = requested.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  const known = Object.keys(parts).join(", ");
  throw new Error(`There is no part ${unknown.join(", ")}. The parts are ${known}.`);
}
const rows: Measurement[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (requested.length === 0 || requested.includes(name)) rows.push(...(await measure()));
}
printMeasurements(rows);
process.exitCode = rows.some(isBroken) ? 1 : 0;
