import { setTimeout as pause } from "node:timers/promises";
import { batchWebhook } from "../../bench/platforms/messenger.ts";
import type { Webhook } from "../../bench/platforms/platform.ts";
import { Connection } from "../../bench/turns/connection.ts";
import type { FaultResident } from "../resident.ts";
import type { Outcome, Row, Trial } from "../scenario.ts";
import { form } from "../script.ts";

const noStrike = { lifted: [] };
const residentCount = 8;
const settleMs = 1_500;
const replyWithinMs = 20_000;

/** How a platform's own delivery may go wrong. */
export const deliveryRows: readonly Row[] = [
  { name: "twice", replicas: 1, run: sendTwice },
  { name: "two-at-once", replicas: 1, run: (trial) => inBursts(trial, 2, 6, (burst) => burst) },
  { name: "twenty-at-once", replicas: 1, run: (trial) => inBursts(trial, 20, 1, (burst) => burst) },
  { name: "out-of-order", replicas: 1, run: (trial) => inBursts(trial, 6, 3, backwards) },
  { name: "batches", replicas: 1, on: "messenger", run: inBatches },
];

/** Every webhook comes twice at once, and a third time when all is said. */
async function sendTwice(trial: Trial): Promise<Outcome> {
  const residents = await trial.greeted(residentCount);
  const all: [FaultResident, Webhook][] = [];
  await Promise.all(
    residents.map(async (resident) => {
      for (let turn = 0; turn < 2 * form.length; turn += 1) {
        await resident.talk(async (webhook) => {
          all.push([resident, webhook]);
          await Promise.all([resident.deliver(webhook), resident.deliver(webhook)]);
          resident.acknowledged -= 1;
        });
      }
    }),
  );
  for (const [resident, webhook] of all) {
    await resident.deliver(webhook);
    resident.acknowledged -= 1;
  }
  await pause(settleMs);
  return trial.outcome(residents, noStrike);
}

/** One webhook brings a message of every resident, and each webhook comes twice. */
async function inBatches(trial: Trial): Promise<Outcome> {
  const residents = await trial.greeted(residentCount);
  for (let turn = 0; turn < 2 * form.length; turn += 1) {
    const [first, ...others] = residents;
    const batch = batchWebhook(residents.map((resident) => resident.nextLine()));
    await Promise.all([first?.deliver(batch), first?.deliver(batch)]);
    if (first !== undefined) first.acknowledged -= 1;
    for (const resident of others) resident.acknowledged += 1;
    await Promise.all(residents.map((resident) => resident.settled(replyWithinMs)));
  }
  await pause(settleMs);
  return trial.outcome(residents, noStrike);
}

/** Several messages of one resident arrive within a millisecond, over one connection, in the given order. */
async function inBursts(
  trial: Trial,
  size: number,
  bursts: number,
  order: (burst: readonly Webhook[]) => readonly Webhook[],
): Promise<Outcome> {
  const residents = await trial.greeted(residentCount);
  await Promise.all(
    residents.map(async (resident) => {
      for (let round = 0; round < bursts; round += 1) {
        const burst = Array.from({ length: size }, () => resident.next());
        await postAtOnce(trial.town.nextPort(), resident, order(burst));
        await resident.settled(replyWithinMs);
      }
    }),
  );
  await pause(settleMs);
  return trial.outcome(residents, noStrike);
}

async function postAtOnce(
  port: number,
  resident: FaultResident,
  burst: readonly Webhook[],
): Promise<void> {
  const connection = new Connection(port);
  const answers = await Promise.all(burst.map((webhook) => connection.post(webhook)));
  connection.close();
  const refused = burst.filter((_, index) => answers[index] !== 200);
  resident.acknowledged += answers.length - refused.length;
  for (const webhook of refused) await resident.deliver(webhook);
}

/** The first is being answered when the others come, the last of them first. */
function backwards(burst: readonly Webhook[]): readonly Webhook[] {
  const [first, ...others] = burst;
  return first === undefined ? [] : [first, ...others.reverse()];
}
