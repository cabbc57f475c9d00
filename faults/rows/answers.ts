import { setTimeout as pause } from "node:timers/promises";
import type { Conduct } from "../platform.ts";
import type { Outcome, Row, Trial } from "../row.ts";
import { withBroken } from "../row.ts";

const misbehaveMs = 3_000;
/** A hanging send is given up after the send's time-out and sent once more. */
const hangSettleMs = 8_000;
const mostToRecoverMs = 15_000;

/** What Zalo's servers may answer to our sends. */
export const answerRows: readonly Row[] = [
  { name: "answers-429", replicas: 1, run: (trial) => misbehave(trial, "429") },
  { name: "answers-500", replicas: 1, run: (trial) => misbehave(trial, "500") },
  { name: "answers-garbage", replicas: 1, run: (trial) => misbehave(trial, "garbage") },
  { name: "hangs-60s", replicas: 1, run: (trial) => misbehave(trial, "hang", hangSettleMs) },
  { name: "token-expires", replicas: 2, run: expireToken },
];

async function misbehave(trial: Trial, conduct: Conduct, settleMs?: number): Promise<Outcome> {
  const { platform } = trial.world;
  const outcome = await trial.underLoad(async () => {
    platform.conduct = () => conduct;
    await pause(misbehaveMs);
    platform.heal();
    return { struck: [], lifted: [performance.now()] };
  }, settleMs);
  const ms = outcome.recoverMs ?? 0;
  return withBroken(outcome, [
    ms > mostToRecoverMs ? `it took ${Math.round(ms)} ms to recover` : null,
  ]);
}

/** A refresh token is good for one use: a second refresh, by whichever replica, would end the account's grant. */
async function expireToken(trial: Trial): Promise<Outcome> {
  const { platform } = trial.world;
  const before = { refreshes: platform.refreshes, refused: platform.refusedRefreshes };
  const outcome = await trial.underLoad(async () => {
    platform.expireToken();
    return { struck: [], lifted: [performance.now()] };
  });
  const refreshes = platform.refreshes - before.refreshes;
  const refused = platform.refusedRefreshes - before.refused;
  return withBroken(outcome, [
    refreshes === 1 ? null : `the token was refreshed ${refreshes} times`,
    refused === 0 ? null : `a used refresh token was sent ${refused} times`,
  ]);
}
