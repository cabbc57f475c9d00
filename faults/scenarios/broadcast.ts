import { setTimeout as pause } from "node:timers/promises";
import { checkPlatform, type PlatformTrial } from "../broadcast/check-platform.ts";
import { DeskClient } from "../broadcast/desk-client.ts";
import { createAgency, followerId } from "../broadcast/fixtures.ts";
import { injectFaults } from "../broadcast/injectors.ts";
import { Monitor } from "../broadcast/monitor.ts";
import { addCounts } from "../check-replies.ts";
import { type Outcome, type Scenario, type Trial, withViolations } from "../scenario.ts";

/** Recipients on each platform. */
const recipientCount = 10_000;
/** Each platform permanently refuses every message to this many of its recipients. */
const refusedCount = 100;
const permanentRefusals = { zalo: -213, messenger: 551 } as const;
const residentCount = 4;
const beforeFaultsMs = 10_000;
/** Ratio of the memory in the last third of a process's life to that in the middle third. */
const maxGrowth = 1.1;
const maxBroadcastMs = 15 * 60_000;

/** A broadcast to very many recipients on all platforms, with every fault that may happen to it. */
export const broadcastScenarios: readonly Scenario[] = [
  {
    name: "broadcast",
    replicas: 1,
    onAll: true,
    settings: {
      ZALO_REQUESTS_PER_MINUTE: "6000",
      MESSENGER_MESSAGES_PER_SECOND: "100",
      QUIET_HOURS: "off",
      APPROVE_OVER: "1000000",
    },
    run: broadcast,
  },
];

async function broadcast(trial: Trial): Promise<Outcome> {
  const { environment } = trial;
  const platforms = environment.platforms.map(({ bench }) => bench);
  const agency = await environment.withDatabase((client) =>
    createAgency(client, platforms, recipientCount),
  );
  const platformTrials: PlatformTrial[] = [];
  for (const platform of environment.platforms) {
    for (let n = 1; n <= refusedCount; n += 1) {
      platform.standIn.refuse(followerId(n * 10), permanentRefusals[platform.bench.name]);
    }
    const trialThere = await trial.onPlatform(platform);
    platformTrials.push({
      trial: trialThere,
      residents: await trialThere.createGreetedResidents(residentCount),
    });
  }
  const desk = new DeskClient(() => environment.replicas[0]?.port ?? 0);
  await desk.signIn();
  const monitor = new Monitor();
  monitor.start(
    environment,
    platformTrials.flatMap(({ residents }) => residents),
  );
  await pause(beforeFaultsMs);
  const releasedAt = Date.now();
  const id = await desk.submit(agency, `faults ${Date.now()}`);
  const maxRepeated = await injectFaults(environment, desk, id, monitor);
  const isDone = await waitUntilDone(desk, id);
  const endedAt = Date.now();
  await monitor.stop();

  const expectation = { id, recipientCount, refusedCount, monitor, releasedAt, endedAt };
  const outcomes = await Promise.all(
    platformTrials.map((platformTrial) => checkPlatform(platformTrial, expectation)),
  );
  const memory = monitor.memory();
  const repeated = outcomes.reduce((sum, { repeatedInFlight }) => sum + repeatedInFlight, 0);
  const seconds = Math.round((endedAt - releasedAt) / 1_000);
  console.log(
    `  broadcast: in ${seconds} s; ${repeated} repeated (at most ${maxRepeated} allowed); ` +
      `${memory.map(Math.round).join(", ")} MB`,
  );
  const sent = outcomes.reduce((sum, one) => sum + one.sent, 0);
  return withViolations({ ...addCounts(outcomes), sent, recoverMs: null, violations: [] }, [
    ...outcomes.flatMap(({ violations }) => violations),
    isDone ? null : "the broadcast did not end",
    repeated <= maxRepeated ? null : `${repeated} were repeated`,
    memory[2] <= memory[1] * maxGrowth ? null : "memory grew",
  ]);
}

async function waitUntilDone(desk: DeskClient, id: number): Promise<boolean> {
  for (const giveUpAt = Date.now() + maxBroadcastMs; Date.now() < giveUpAt; ) {
    if ((await desk.progress(id)).state === "done") return true;
    await pause(1_000);
  }
  return false;
}
