import { setTimeout as pause } from "node:timers/promises";
import { checkReplies } from "../check-replies.ts";
import { type Outcome, type Scenario, type Trial, withViolations } from "../scenario.ts";
import { dueReplies } from "../script.ts";

const poisonedForMs = 3_000;
const lateCopyMs = 1_500;
const messagesAfterwards = 3;
/** The platforms' codes for a parameter that will never be right. */
const invalidParameter = { zalo: -201, messenger: 100 } as const;
const noRepeats = { interruptedAt: [], unanswered: [] };

/** Messages that can never be delivered, beside messages that can. */
export const poisonScenarios: readonly Scenario[] = [{ name: "poison", replicas: 1, run: poison }];

/**
 * The platform refuses every send to one resident permanently, and each is dead-lettered. No other resident waits,
 * none of these messages comes later, and replies to later messages are delivered.
 */
async function poison(trial: Trial): Promise<Outcome> {
  const { platform, script } = trial.context;
  const [victim] = await trial.createGreetedResidents(1);
  if (victim === undefined) throw new Error("There is no resident.");

  const outcome = await trial.runUnderLoad(async () => {
    platform.standIn.refuse(victim.user, invalidParameter[platform.bench.name]);
    await victim.deliver(victim.nextWebhook());
    await pause(poisonedForMs);
    platform.standIn.refuse(victim.user, 0);
    return { liftedAt: [] };
  });
  const deadLettered = dueReplies(script, victim.written).length;
  for (let turn = 0; turn < messagesAfterwards; turn += 1) {
    await victim.deliver(victim.nextWebhook());
    await pause(lateCopyMs);
  }
  const expected = [...script.greeting, ...dueReplies(script, victim.written).slice(deadLettered)];
  const counts = checkReplies(expected, platform.delivered(victim.user), noRepeats);
  const wrongCount = counts.lost + counts.doubled + counts.outOfStep;
  return withViolations(outcome, [
    wrongCount > 0 ? `after the poison: ${JSON.stringify(counts)}` : null,
  ]);
}
