import { setTimeout as pause } from "node:timers/promises";
import { judge } from "../check-replies.ts";
import { type Outcome, type Row, type Trial, withBroken } from "../scenario.ts";
import { due } from "../script.ts";

const poisonedForMs = 3_000;
const settleMs = 1_500;
const afterwards = 3;
/** The platforms' codes for a parameter that will never be right. */
const invalidParameter = { zalo: -201, messenger: 100 } as const;
const noExcuse = { struck: [], unanswered: [] };

/** What can never be delivered, beside what can. */
export const poisonRows: readonly Row[] = [{ name: "poison", replicas: 1, run: poison }];

/**
 * The platform refuses every send to one resident for good: each is parked. Nobody else waits for it, nothing of it
 * comes later, and what the resident is told afterwards comes through.
 */
async function poison(trial: Trial): Promise<Outcome> {
  const { platform, script } = trial.town;
  const [victim] = await trial.greeted(1);
  if (victim === undefined) throw new Error("no resident");

  const outcome = await trial.underLoad(async () => {
    platform.standIn.refuse(victim.user, invalidParameter[platform.bench.name]);
    await victim.deliver(victim.next());
    await pause(poisonedForMs);
    platform.standIn.refuse(victim.user, 0);
    return { lifted: [] };
  });
  const parked = due(script, victim.said).length;
  for (let turn = 0; turn < afterwards; turn += 1) {
    await victim.deliver(victim.next());
    await pause(settleMs);
  }
  const wanted = [...script.greeting, ...due(script, victim.said).slice(parked)];
  const verdict = judge(wanted, platform.delivered(victim.user), noExcuse);
  const wrong = verdict.lost + verdict.doubled + verdict.outOfStep;
  return withBroken(outcome, [wrong > 0 ? `after the poison: ${JSON.stringify(verdict)}` : null]);
}
