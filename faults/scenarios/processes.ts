import { setTimeout as pause } from "node:timers/promises";
import type { InjectedFault, Outcome, Scenario, Trial } from "../scenario.ts";
import { withViolations } from "../scenario.ts";

const killCount = 20;
const maxBeforeKillMs = 400;
const seed = 20_261_122;
/** Parameters of the linear congruential generator that times the kills. */
const multiplier = 1_664_525;
const increment = 1_013_904_223;
const modulus = 2 ** 32;
/** Longer than any lease of the outbox. */
const pauseMs = 20_000;
/** A new owner may have to wait until the old owner's lease ends. */
const leaseTakeoverMs = 15_000;
const maxShutdownMs = 10_000;
const maxRecoveryMs = 30_000;

/** Faults of the service's own processes. */
export const processScenarios: readonly Scenario[] = [
  { name: "kill-9", replicas: 1, run: (trial) => trial.runUnderLoad(() => killOften(trial)) },
  { name: "sigterm", replicas: 1, run: stopAndStart },
  { name: "replica-killed", replicas: 2, run: killReplica },
  { name: "replica-paused", replicas: 2, run: pauseReplica },
];

async function killOften({ environment }: Trial): Promise<InjectedFault> {
  const random = createSeededRandom(seed);
  const killedAt: number[] = [];
  for (let kill = 0; kill < killCount; kill += 1) {
    await pause(random() * maxBeforeKillMs);
    const [replica] = environment.replicas;
    if (replica === undefined) throw new Error("There is no replica.");
    replica.program.signal("SIGKILL");
    killedAt.push(Date.now());
    await replica.program.ended;
    await environment.restart(replica);
    // Waits until it answers residents again, so that each kill meets work in progress.
    const from = Date.now();
    await environment.platform.waitUntil(
      () => environment.platform.isActiveSince(from),
      maxRecoveryMs,
    );
  }
  return { interruptedAt: killedAt, liftedAt: killedAt };
}

/** A graceful shutdown finishes the turns in progress: nothing may come twice. */
async function stopAndStart(trial: Trial): Promise<Outcome> {
  let tookMs = 0;
  const outcome = await trial.runUnderLoad(async () => {
    const [replica] = trial.environment.replicas;
    if (replica === undefined) throw new Error("There is no replica.");
    const startedAt = Date.now();
    await replica.program.stop();
    tookMs = Date.now() - startedAt;
    await trial.environment.restart(replica);
    return { liftedAt: [startedAt] };
  });
  return withViolations(outcome, [
    tookMs > maxShutdownMs ? `it took ${Math.round(tookMs)} ms to stop` : null,
  ]);
}

async function killReplica(trial: Trial): Promise<Outcome> {
  const { environment } = trial;
  return trial.runUnderLoad(async () => {
    const lost = environment.replicas.pop();
    lost?.program.signal("SIGKILL");
    const killedAt = Date.now();
    await pause(leaseTakeoverMs);
    return { interruptedAt: [killedAt], liftedAt: [killedAt] };
  }, leaseTakeoverMs);
}

/** Pauses a replica for longer than its lease. It wakes and still believes that it owns its shards, and must be refused. */
async function pauseReplica(trial: Trial): Promise<Outcome> {
  const { environment } = trial;
  return trial.runUnderLoad(async () => {
    const paused = environment.replicas.pop();
    paused?.program.signal("SIGSTOP");
    const pausedAt = Date.now();
    await pause(pauseMs);
    paused?.program.signal("SIGCONT");
    const wokenAt = Date.now();
    if (paused !== undefined) environment.replicas.push(paused);
    return { interruptedAt: [pausedAt, wokenAt], liftedAt: [pausedAt] };
  });
}

/** Returns a generator of numbers from 0 to 1 that are the same in each run. */
function createSeededRandom(initialState: number): () => number {
  let state = initialState;
  return () => {
    state = (Math.imul(state, multiplier) + increment) >>> 0;
    return state / modulus;
  };
}
