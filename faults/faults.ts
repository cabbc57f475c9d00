import process from "node:process";
import { parseArgs } from "node:util";
import { platformNamed } from "../bench/platforms/registry.ts";
import { recordBaseline } from "./baseline.ts";
import { Environment } from "./environment.ts";
import { type Outcome, type Scenario, Trial, withViolations } from "./scenario.ts";
import { broadcastScenarios } from "./scenarios/broadcast.ts";
import { colleagueReplyScenarios } from "./scenarios/colleague-replies.ts";
import { diskScenarios } from "./scenarios/disk-full.ts";
import { hostileScenarios } from "./scenarios/hostile.ts";
import { notificationScenarios } from "./scenarios/notifications.ts";
import { versionScenarios } from "./scenarios/old-version.ts";
import { poisonScenarios } from "./scenarios/poison.ts";
import { processScenarios } from "./scenarios/processes.ts";
import { redisScenarios } from "./scenarios/redis.ts";
import { restoreScenarios } from "./scenarios/restore.ts";
import { sendAnswerScenarios } from "./scenarios/send-answers.ts";
import { webhookDeliveryScenarios } from "./scenarios/webhook-delivery.ts";
import { keyScenarios } from "./scenarios/wrong-key.ts";
import type { Script } from "./script.ts";

/**
 * `npm run faults` injects faults that must not lose a message into the service on real servers. `npm run faults --
 * NAME` runs one scenario; `--platform messenger` runs on Messenger instead of Zalo. The stand-in's ledger decides what
 * was delivered. Exits with 1 if a promise is broken.
 */
const { values, positionals: requested } = parseArgs({
  allowPositionals: true,
  options: { platform: { type: "string", default: "zalo" } },
});
const platform = platformNamed(values.platform);
const scenarios = [
  ...webhookDeliveryScenarios,
  ...processScenarios,
  ...colleagueReplyScenarios,
  ...redisScenarios,
  ...sendAnswerScenarios,
  ...notificationScenarios,
  ...poisonScenarios,
  ...broadcastScenarios,
  ...diskScenarios,
  ...keyScenarios,
  ...versionScenarios,
  ...hostileScenarios,
  ...restoreScenarios,
].filter(({ on = platform.name }) => on === platform.name);

const unknown = requested.filter((name) => scenarios.every((scenario) => scenario.name !== name));
if (unknown.length > 0) {
  const names = scenarios.map(({ name }) => name).join(", ");
  throw new Error(`There is no fault ${unknown.join(", ")}. The faults are ${names}.`);
}
const chosen = scenarios.filter(({ name }) => requested.length === 0 || requested.includes(name));

const environment = await Environment.start(platform);
let failed = 0;
try {
  await environment.startService(1);
  const script = await recordBaseline(environment, environment.platform);
  print("fault", ["sent", "lost", "doubled", "in flight", "out of step", "recovered s"], "");
  for (const scenario of chosen) {
    const outcome = await runScenario(scenario, script);
    if (outcome.violations.length > 0) failed += 1;
    printOutcome(scenario.name, outcome);
  }
} finally {
  await environment.close(failed > 0);
}
console.log(
  failed === 0
    ? `${chosen.length} faults, every promise kept`
    : `${failed} of ${chosen.length} faults broke a promise; the service's logs: ${environment.folder}`,
);
process.exit(failed === 0 ? 0 : 1);

async function runScenario(scenario: Scenario, script: Script): Promise<Outcome> {
  try {
    await environment.startService(scenario.replicas, scenario);
    const outcome = await scenario.run(new Trial(environment, script, scenario.name));
    const { lost, doubled, outOfStep } = outcome;
    return withViolations(outcome, [
      lost > 0 ? "replies were lost" : null,
      doubled > 0 ? "replies were doubled" : null,
      outOfStep > 0 ? "a form went out of step" : null,
    ]);
  } catch (error) {
    const reason = Error.isError(error) ? error.message : String(error);
    const noCounts = { sent: 0, lost: 0, doubled: 0, repeatedInFlight: 0, outOfStep: 0 };
    return { ...noCounts, recoverMs: null, violations: [reason] };
  }
}

function printOutcome(name: string, outcome: Outcome): void {
  const { sent, lost, doubled, repeatedInFlight, outOfStep, recoverMs, violations } = outcome;
  const recovered = recoverMs === null ? "" : (recoverMs / 1000).toFixed(1);
  const counts = [sent, lost, doubled, repeatedInFlight, outOfStep];
  const result = violations.length === 0 ? "kept" : `BROKEN: ${violations.join("; ")}`;
  print(name, [...counts.map(String), recovered], result);
}

function print(name: string, values: readonly string[], result: string): void {
  const columns = values.map((value) => value.padStart(12)).join("");
  console.log(`${name.padEnd(18)}${columns}   ${result}`.trimEnd());
}
