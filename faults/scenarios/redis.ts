import { setTimeout as pause } from "node:timers/promises";
import type { FaultResident } from "../resident.ts";
import type { Outcome, Row, Trial } from "../scenario.ts";
import { withBroken } from "../scenario.ts";

const stopMs = 30_000;
const restartMs = 2_000;
const mostToRecoverMs = 5_000;
/** Zalo's own patience with a webhook. */
const mostToAcknowledgeMs = 2_000;
/** Turn facts are folded into PostgreSQL this often. */
const recordedWithinMs = 7_000;
const drainedWithinMs = 15_000;
const midFormMessages = 3;
const residentCount = 8;

/** What may happen to Redis. */
export const redisRows: readonly Row[] = [
  { name: "redis-stopped-30s", replicas: 1, run: stop },
  { name: "redis-restarted", replicas: 1, run: restart },
  { name: "redis-flushed", replicas: 1, run: (trial) => wipe(trial, flush) },
  { name: "redis-lost", replicas: 1, run: (trial) => wipe(trial, loseData) },
  { name: "redis-lost-journal-kept", replicas: 1, run: journalThenLose },
];

/** It hangs: connections stay open and nothing answers. */
async function stop(trial: Trial): Promise<Outcome> {
  const { redis } = trial.world;
  const outcome = await trial.underLoad(async () => {
    const struck = Date.now();
    redis.signal("SIGSTOP");
    await pause(stopMs);
    redis.signal("SIGCONT");
    return { struck: [struck], lifted: [Date.now()] };
  });
  return withinBounds(outcome, outcome.residents);
}

async function restart(trial: Trial): Promise<Outcome> {
  const { redis } = trial.world;
  const outcome = await trial.underLoad(async () => {
    const struck = Date.now();
    await redis.shutdown();
    await pause(restartMs);
    await redis.start();
    return { struck: [struck], lifted: [Date.now()] };
  });
  return withinBounds(outcome, outcome.residents);
}

function withinBounds(outcome: Outcome, residents: readonly FaultResident[]): Outcome {
  const slowest = Math.max(...residents.map(({ slowestMs }) => slowestMs));
  return withBroken(outcome, [
    slowRecovery(outcome.recoverMs),
    slowest > mostToAcknowledgeMs ? `a webhook took ${Math.round(slowest)} ms` : null,
  ]);
}

function slowRecovery(ms: number | null): string | null {
  return ms !== null && ms > mostToRecoverMs ? `it took ${Math.round(ms)} ms to recover` : null;
}

async function flush({ world }: Trial): Promise<void> {
  await world.inRedis((redis) => redis.flushall());
}

/** It comes back as if from a new disk. */
async function loseData({ world }: Trial): Promise<void> {
  await world.inRedis((redis) => redis.flushall());
  await world.redis.shutdown();
  await world.redis.start();
}

/**
 * Open conversations are gone: a resident in the middle meets the menu, and the form that follows goes its way.
 * What PostgreSQL held is still there, and what came after is added.
 */
async function wipe(trial: Trial, lose: (trial: Trial) => Promise<void>): Promise<Outcome> {
  const { world, town } = trial;
  const before = await trial.greeted(residentCount);
  await Promise.all(before.map((resident) => sayMore(resident, midFormMessages)));
  await pause(recordedWithinMs);
  const factsBefore = await world.countFacts();

  await lose(trial);
  const lifted = Date.now();
  const menu = town.script.greeting.at(-1);
  const met = await Promise.all(
    before.map(async (resident) => {
      const had = town.platform.delivered(resident.user).length;
      await resident.deliver(resident.next());
      return town.platform.until(
        () =>
          town.platform
            .delivered(resident.user)
            .slice(had)
            .some(({ text }) => text === menu),
        mostToRecoverMs,
      );
    }),
  );
  const after = await trial.greeted(residentCount);
  await Promise.all(after.map((resident) => sayMore(resident, midFormMessages)));
  await pause(recordedWithinMs);
  const recorded = (await world.countFacts()) - factsBefore;
  const expected = before.length + after.length * (1 + midFormMessages);
  const strayed = met.filter((found) => !found).length;

  const outcome = trial.outcome(after, { lifted: [lifted] });
  return withBroken({ ...outcome, sent: outcome.sent + before.length }, [
    slowRecovery(outcome.recoverMs),
    strayed > 0 ? `${strayed} residents in the middle did not meet the menu` : null,
    recorded < expected ? `${recorded} of ${expected} turns were recorded afterwards` : null,
  ]);
}

/** What came while Redis was away is in the journal: an empty Redis in its place takes none of it. */
async function journalThenLose(trial: Trial): Promise<Outcome> {
  const { world } = trial;
  await flush(trial);
  await world.redis.shutdown();
  const residents = trial.strangers(residentCount);
  await Promise.all(residents.map((resident) => writeOnly(resident, 1 + midFormMessages)));
  await world.redis.start();
  const lifted = Date.now();
  await Promise.all(residents.map((resident) => resident.settled(drainedWithinMs)));
  const outcome = trial.outcome(residents, { lifted: [lifted] });
  return withBroken(outcome, [slowRecovery(outcome.recoverMs)]);
}

/** Replies can't come yet. */
async function writeOnly(resident: FaultResident, messages: number): Promise<void> {
  for (let turn = 0; turn < messages; turn += 1) await resident.deliver(resident.next());
}

async function sayMore(resident: FaultResident, messages: number): Promise<void> {
  for (let turn = 0; turn < messages; turn += 1) await resident.talk();
}
