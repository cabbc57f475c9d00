import { setTimeout as pause } from "node:timers/promises";
import type { Outcome, Row, Strike, Trial } from "../scenario.ts";
import { withBroken } from "../scenario.ts";
import { seeded } from "../seeded.ts";

const kills = 20;
const longestBeforeKillMs = 400;
const seed = 20_261_122;
/** Longer than any lease of the outbox. */
const pauseMs = 20_000;
/** A new owner may have to wait for the old one's lease. */
const leaseSettleMs = 15_000;
const mostToEndMs = 10_000;
const mostToRecoverMs = 30_000;

/** What may happen to the service's own processes. */
export const processRows: readonly Row[] = [
  { name: "kill-9", replicas: 1, run: (trial) => trial.underLoad(() => killOften(trial)) },
  { name: "sigterm", replicas: 1, run: endAndStart },
  { name: "replica-killed", replicas: 2, run: killReplica },
  { name: "replica-paused", replicas: 2, run: pauseReplica },
];

async function killOften({ world }: Trial): Promise<Strike> {
  const random = seeded(seed);
  const struck: number[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    await pause(random() * longestBeforeKillMs);
    const [replica] = world.replicas;
    if (replica === undefined) throw new Error("no replica");
    replica.program.signal("SIGKILL");
    struck.push(Date.now());
    await replica.program.ended;
    await world.restart(replica);
    // Killed only once it answers residents again, so that each kill meets work in progress.
    const from = Date.now();
    await world.platform.until(() => world.platform.isActiveSince(from), mostToRecoverMs);
  }
  return { struck, lifted: struck };
}

/** An orderly end answers what is under way: nothing may come twice. */
async function endAndStart(trial: Trial): Promise<Outcome> {
  let tookMs = 0;
  const outcome = await trial.underLoad(async () => {
    const [replica] = trial.world.replicas;
    if (replica === undefined) throw new Error("no replica");
    const began = Date.now();
    await replica.program.stop();
    tookMs = Date.now() - began;
    await trial.world.restart(replica);
    return { lifted: [began] };
  });
  return withBroken(outcome, [
    tookMs > mostToEndMs ? `it took ${Math.round(tookMs)} ms to end` : null,
  ]);
}

async function killReplica(trial: Trial): Promise<Outcome> {
  const { world } = trial;
  return trial.underLoad(async () => {
    const lost = world.replicas.pop();
    lost?.program.signal("SIGKILL");
    const struck = Date.now();
    await pause(leaseSettleMs);
    return { struck: [struck], lifted: [struck] };
  }, leaseSettleMs);
}

/** Stopped for longer than its lease, it wakes in the belief that it still owns its part: it must be refused. */
async function pauseReplica(trial: Trial): Promise<Outcome> {
  const { world } = trial;
  return trial.underLoad(async () => {
    const paused = world.replicas.pop();
    paused?.program.signal("SIGSTOP");
    const struck = Date.now();
    await pause(pauseMs);
    paused?.program.signal("SIGCONT");
    const woken = Date.now();
    if (paused !== undefined) world.replicas.push(paused);
    return { struck: [struck, woken], lifted: [struck] };
  });
}
