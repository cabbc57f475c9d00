import { setTimeout as pause } from "node:timers/promises";
import { judge } from "../judge.ts";
import type { Outcome, Row, Trial } from "../row.ts";
import { withBroken } from "../row.ts";
import { due } from "../script.ts";

const poisonedForMs = 3_000;
const settleMs = 1_500;
const afterwards = 3;
const mostTries = 10;

/** What can never be delivered, beside what can. */
export const poisonRows: readonly Row[] = [{ name: "poison", replicas: 1, run: poison }];

/**
 * Zalo refuses every send to one resident for good: each is parked, soon and not tried for ever. Nobody else
 * waits for it, and what the resident is told later comes through.
 */
async function poison(trial: Trial): Promise<Outcome> {
  const { platform, script } = trial.town;
  const [victim] = await trial.greeted(1);
  if (victim === undefined) throw new Error("no resident");
  const tried = () => platform.ledger.filter(({ user }) => user === victim.user).length;
  const before = tried();

  const outcome = await trial.underLoad(async () => {
    platform.conduct = (user) => (user === victim.user ? "error" : "accept");
    await victim.deliver(victim.next());
    await pause(poisonedForMs);
    platform.heal();
    return { struck: [], lifted: [] };
  });
  const tries = tried() - before;
  for (let turn = 0; turn < afterwards; turn += 1) {
    await victim.deliver(victim.next());
    await pause(settleMs);
  }
  const parked = due(script, victim.said - afterwards).length;
  const wanted = [...script.greeting, ...due(script, victim.said).slice(parked)];
  const verdict = judge(wanted, platform.delivered(victim.user), []);
  const wrong = verdict.lost + verdict.doubled + verdict.outOfStep;
  return withBroken(outcome, [
    tries > mostTries ? `what can't be delivered was tried ${tries} times` : null,
    wrong > 0 ? `after the poison: ${JSON.stringify(verdict)}` : null,
  ]);
}
