import { setTimeout as pause } from "node:timers/promises";
import { batchWebhook } from "../../bench/platforms/messenger.ts";
import type { Webhook } from "../../bench/platforms/platform.ts";
import { Connection } from "../../bench/turns/connection.ts";
import type { ScriptedResident } from "../resident.ts";
import type { Outcome, Scenario, Trial } from "../scenario.ts";
import { form } from "../script.ts";

const noInterruption = { liftedAt: [] };
const residentCount = 8;
const lateCopyMs = 1_500;
const maxReplyMs = 20_000;

/** Faults in a platform's own delivery of webhooks. */
export const webhookDeliveryScenarios: readonly Scenario[] = [
  { name: "twice", replicas: 1, run: deliverTwice },
  {
    name: "two-at-once",
    replicas: 1,
    run: (trial) => deliverInBursts(trial, 2, 6, (burst) => burst),
  },
  {
    name: "twenty-at-once",
    replicas: 1,
    run: (trial) => deliverInBursts(trial, 20, 1, (burst) => burst),
  },
  {
    name: "out-of-order",
    replicas: 1,
    run: (trial) => deliverInBursts(trial, 6, 3, firstThenBackwards),
  },
  { name: "batches", replicas: 1, on: "messenger", run: deliverInBatches },
];

/** Every webhook comes twice at once, and a third time at the end. */
async function deliverTwice(trial: Trial): Promise<Outcome> {
  const residents = await trial.createGreetedResidents(residentCount);
  const all: [ScriptedResident, Webhook][] = [];
  await Promise.all(
    residents.map(async (resident) => {
      for (let turn = 0; turn < 2 * form.length; turn += 1) {
        await resident.takeTurn(async (webhook) => {
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
  await pause(lateCopyMs);
  return trial.outcomeOf(residents, noInterruption);
}

/** One webhook brings a message from every resident, and each webhook comes twice. */
async function deliverInBatches(trial: Trial): Promise<Outcome> {
  const residents = await trial.createGreetedResidents(residentCount);
  for (let turn = 0; turn < 2 * form.length; turn += 1) {
    const [first, ...others] = residents;
    const batch = batchWebhook(residents.map((resident) => resident.nextMessage()));
    await Promise.all([first?.deliver(batch), first?.deliver(batch)]);
    if (first !== undefined) first.acknowledged -= 1;
    for (const resident of others) resident.acknowledged += 1;
    await Promise.all(residents.map((resident) => resident.waitForReplies(maxReplyMs)));
  }
  await pause(lateCopyMs);
  return trial.outcomeOf(residents, noInterruption);
}

/** Several messages of one resident arrive within a millisecond over one connection, in the given order. */
async function deliverInBursts(
  trial: Trial,
  size: number,
  bursts: number,
  order: (burst: readonly Webhook[]) => readonly Webhook[],
): Promise<Outcome> {
  const residents = await trial.createGreetedResidents(residentCount);
  await Promise.all(
    residents.map(async (resident) => {
      for (let round = 0; round < bursts; round += 1) {
        const burst = Array.from({ length: size }, () => resident.nextWebhook());
        await postAtOnce(trial.context.nextPort(), resident, order(burst));
        await resident.waitForReplies(maxReplyMs);
      }
    }),
  );
  await pause(lateCopyMs);
  return trial.outcomeOf(residents, noInterruption);
}

async function postAtOnce(
  port: number,
  resident: ScriptedResident,
  burst: readonly Webhook[],
): Promise<void> {
  const connection = new Connection(port);
  const answers = await Promise.all(burst.map((webhook) => connection.post(webhook)));
  connection.close();
  const refused = burst.filter((_, index) => answers[index] !== 200);
  resident.acknowledged += answers.length - refused.length;
  for (const webhook of refused) await resident.deliver(webhook);
}

/** Returns the first webhook, then the others in reverse order: they come while the first is being answered. */
function firstThenBackwards(burst: readonly Webhook[]): readonly Webhook[] {
  const [first, ...others] = burst;
  return first === undefined ? [] : [first, ...others.reverse()];
}
