import { setTimeout as pause } from "node:timers/promises";
import type { ScriptedResident } from "../resident.ts";
import type { Outcome, Scenario, Trial } from "../scenario.ts";
import { withViolations } from "../scenario.ts";

const stopMs = 30_000;
const restartMs = 2_000;
const maxRecoveryMs = 5_000;
/** Zalo waits this long for the answer to a webhook. */
const maxAcknowledgeMs = 2_000;
/** Turn facts are flushed to PostgreSQL within this time. */
const factFlushMs = 7_000;
const maxDrainMs = 15_000;
const midFormMessages = 3;
const residentCount = 8;

/** Faults of Redis. */
export const redisScenarios: readonly Scenario[] = [
  { name: "redis-stopped-30s", replicas: 1, run: stopRedis },
  { name: "redis-restarted", replicas: 1, run: restartRedis },
  { name: "redis-flushed", replicas: 1, run: (trial) => checkAfterWipe(trial, flush) },
  { name: "redis-lost", replicas: 1, run: (trial) => checkAfterWipe(trial, loseData) },
  { name: "redis-lost-journal-kept", replicas: 1, run: writeThenLose },
];

/** Redis hangs: connections stay open and nothing answers. */
async function stopRedis(trial: Trial): Promise<Outcome> {
  const { redis } = trial.environment;
  const outcome = await trial.runUnderLoad(async () => {
    const stoppedAt = Date.now();
    redis.signal("SIGSTOP");
    await pause(stopMs);
    redis.signal("SIGCONT");
    return { interruptedAt: [stoppedAt], liftedAt: [Date.now()] };
  });
  return withTimeLimits(outcome, outcome.residents);
}

async function restartRedis(trial: Trial): Promise<Outcome> {
  const { redis } = trial.environment;
  const outcome = await trial.runUnderLoad(async () => {
    const stoppedAt = Date.now();
    await redis.shutdown();
    await pause(restartMs);
    await redis.start();
    return { interruptedAt: [stoppedAt], liftedAt: [Date.now()] };
  });
  return withTimeLimits(outcome, outcome.residents);
}

function withTimeLimits(outcome: Outcome, residents: readonly ScriptedResident[]): Outcome {
  const slowest = Math.max(...residents.map(({ slowestMs }) => slowestMs));
  return withViolations(outcome, [
    recoveryViolation(outcome.recoverMs),
    slowest > maxAcknowledgeMs ? `a webhook took ${Math.round(slowest)} ms` : null,
  ]);
}

function recoveryViolation(ms: number | null): string | null {
  return ms !== null && ms > maxRecoveryMs ? `it took ${Math.round(ms)} ms to recover` : null;
}

async function flush({ environment }: Trial): Promise<void> {
  await environment.withRedis((redis) => redis.flushall());
}

/** Redis comes back empty, as if on a new disk. */
async function loseData({ environment }: Trial): Promise<void> {
  await environment.withRedis((redis) => redis.flushall());
  await environment.redis.shutdown();
  await environment.redis.start();
}

/**
 * Open conversations are lost: a resident in the middle of a form gets the menu, and the next form works as usual.
 * PostgreSQL keeps its facts, and later ones are added.
 */
async function checkAfterWipe(
  trial: Trial,
  lose: (trial: Trial) => Promise<void>,
): Promise<Outcome> {
  const { environment, context } = trial;
  const before = await trial.createGreetedResidents(residentCount);
  await Promise.all(before.map((resident) => takeTurns(resident, midFormMessages)));
  await pause(factFlushMs);
  const factsBefore = await environment.countFacts();

  await lose(trial);
  const returnedAt = Date.now();
  const menu = context.script.greeting.at(-1);
  const metMenu = await Promise.all(
    before.map(async (resident) => {
      const had = context.platform.delivered(resident.user).length;
      await resident.deliver(resident.nextWebhook());
      return context.platform.waitUntil(
        () =>
          context.platform
            .delivered(resident.user)
            .slice(had)
            .some(({ text }) => text === menu),
        maxRecoveryMs,
      );
    }),
  );
  const after = await trial.createGreetedResidents(residentCount);
  await Promise.all(after.map((resident) => takeTurns(resident, midFormMessages)));
  await pause(factFlushMs);
  const recorded = (await environment.countFacts()) - factsBefore;
  const expected = before.length + after.length * (1 + midFormMessages);
  const withoutMenu = metMenu.filter((found) => !found).length;

  const outcome = trial.outcomeOf(after, { liftedAt: [returnedAt] });
  return withViolations({ ...outcome, sent: outcome.sent + before.length }, [
    recoveryViolation(outcome.recoverMs),
    withoutMenu > 0
      ? `${withoutMenu} residents in the middle of a form did not get the menu`
      : null,
    recorded < expected ? `${recorded} of ${expected} turns were recorded afterwards` : null,
  ]);
}

/** The journal holds the messages that came while Redis was stopped: they survive when Redis comes back empty. */
async function writeThenLose(trial: Trial): Promise<Outcome> {
  const { environment } = trial;
  await flush(trial);
  await environment.redis.shutdown();
  const residents = trial.createResidents(residentCount);
  await Promise.all(
    residents.map((resident) => writeWithoutReplies(resident, 1 + midFormMessages)),
  );
  await environment.redis.start();
  const returnedAt = Date.now();
  await Promise.all(residents.map((resident) => resident.waitForReplies(maxDrainMs)));
  const outcome = trial.outcomeOf(residents, { liftedAt: [returnedAt] });
  return withViolations(outcome, [recoveryViolation(outcome.recoverMs)]);
}

/** Delivers messages and waits for no replies, because none can come yet. */
async function writeWithoutReplies(resident: ScriptedResident, messages: number): Promise<void> {
  for (let turn = 0; turn < messages; turn += 1) await resident.deliver(resident.nextWebhook());
}

async function takeTurns(resident: ScriptedResident, messages: number): Promise<void> {
  for (let turn = 0; turn < messages; turn += 1) await resident.takeTurn();
}
