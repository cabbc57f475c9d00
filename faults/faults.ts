import process from "node:process";
import { parseArgs } from "node:util";
import { platformNamed } from "../bench/platforms/registry.ts";
import { learn } from "./baseline.ts";
import { World } from "./environment.ts";
import { type Outcome, type Row, Trial, withBroken } from "./scenario.ts";
import { broadcastRows } from "./scenarios/broadcast.ts";
import { newsRows } from "./scenarios/notifications.ts";
import { poisonRows } from "./scenarios/poison.ts";
import { processRows } from "./scenarios/processes.ts";
import { redisRows } from "./scenarios/redis.ts";
import { answerRows } from "./scenarios/send-answers.ts";
import { deliveryRows } from "./scenarios/webhook-delivery.ts";
import type { Script } from "./script.ts";

/**
 * `npm run faults`: what must not lose a message, done to the service on real servers; `npm run faults -- NAME`
 * one of them; `--platform messenger` on Messenger instead of Zalo. The stand-in's ledger judges. Exits 1 where a promise is broken.
 */
const { values, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: { platform: { type: "string", default: "zalo" } },
});
const platform = platformNamed(values.platform);
const rows = [
  ...deliveryRows,
  ...processRows,
  ...redisRows,
  ...answerRows,
  ...newsRows,
  ...poisonRows,
  ...broadcastRows,
].filter(({ on = platform.name }) => on === platform.name);

const unknown = asked.filter((name) => rows.every((row) => row.name !== name));
if (unknown.length > 0) {
  const names = rows.map(({ name }) => name).join(", ");
  throw new Error(`No fault ${unknown.join(", ")}; there are ${names}.`);
}
const chosen = rows.filter(({ name }) => asked.length === 0 || asked.includes(name));

const world = await World.open(platform);
let broken = 0;
try {
  await world.begin(1);
  const script = await learn(world, world.platform);
  const titles = ["sent", "lost", "doubled", "in flight", "out of step", "recovered s"];
  print("fault", titles, "");
  for (const row of chosen) {
    const outcome = await outcomeOf(row, script);
    const verdict = outcome.broken.length === 0 ? "kept" : `BROKEN: ${outcome.broken.join("; ")}`;
    if (outcome.broken.length > 0) broken += 1;
    const { sent, lost, doubled, repeatedInFlight, outOfStep, recoverMs } = outcome;
    const recovered = recoverMs === null ? "" : (recoverMs / 1000).toFixed(1);
    const counts = [sent, lost, doubled, repeatedInFlight, outOfStep];
    print(row.name, [...counts.map(String), recovered], verdict);
  }
} finally {
  await world.close(broken > 0);
}
console.log(
  broken === 0
    ? `${chosen.length} faults, every promise kept`
    : `${broken} of ${chosen.length} faults broke a promise; the service's lines: ${world.folder}`,
);
process.exit(broken === 0 ? 0 : 1);

async function outcomeOf(row: Row, script: Script): Promise<Outcome> {
  try {
    await world.begin(row.replicas, row);
    const outcome = await row.run(new Trial(world, script, row.name));
    const { lost, doubled, outOfStep } = outcome;
    return withBroken(outcome, [
      lost > 0 ? "replies were lost" : null,
      doubled > 0 ? "replies were doubled" : null,
      outOfStep > 0 ? "a form went out of step" : null,
    ]);
  } catch (error) {
    const why = Error.isError(error) ? error.message : String(error);
    const nothing = { sent: 0, lost: 0, doubled: 0, repeatedInFlight: 0, outOfStep: 0 };
    return { ...nothing, recoverMs: null, broken: [why] };
  }
}

function print(name: string, values: readonly string[], verdict: string): void {
  const columns = values.map((value) => value.padStart(12)).join("");
  console.log(`${name.padEnd(18)}${columns}   ${verdict}`.trimEnd());
}
