import { setTimeout as pause } from "node:timers/promises";
import type { Fault } from "../../test/platforms/zalo/faults.ts";
import { type Outcome, type Row, type Trial, withBroken } from "../row.ts";

const misbehaveMs = 3_000;
/** A hanging send is given up after the send's time-out, and sent once more. */
const hangSettleMs = 8_000;
const hangMs = 60_000;
const mostToRecoverMs = 15_000;

/** What Zalo's servers may answer to our sends. */
export const answerRows: readonly Row[] = [
  misbehaviour("answers-429", { name: "too-many-requests" }),
  misbehaviour("answers-500", { name: "server-error" }),
  misbehaviour("answers-garbage", { name: "garbage" }),
  misbehaviour("hangs-60s", { name: "hang", ms: hangMs }, hangSettleMs),
  misbehaviour("answer-lost", { name: "cut-after" }, hangSettleMs),
  { name: "token-expires", replicas: 2, run: expireToken },
];

function misbehaviour(name: string, fault: Fault, settleMs?: number): Row {
  return { name, replicas: 1, run: (trial) => misbehave(trial, fault, settleMs) };
}

async function misbehave(trial: Trial, fault: Fault, settleMs?: number): Promise<Outcome> {
  const { faults } = trial.world.platform.standIn;
  const outcome = await trial.underLoad(async () => {
    const from = Date.now();
    faults.set(fault);
    await pause(misbehaveMs);
    faults.clear();
    const to = Date.now();
    return { unanswered: [{ from, to }], lifted: [to] };
  }, settleMs);
  const ms = outcome.recoverMs ?? 0;
  return withBroken(outcome, [
    ms > mostToRecoverMs ? `it took ${Math.round(ms)} ms to recover` : null,
  ]);
}

/** A refresh token is good for one use: a second refresh, by whichever replica, would end the account's grant. */
async function expireToken(trial: Trial): Promise<Outcome> {
  const { tokens } = trial.world.platform.standIn;
  const before = { refreshes: tokens.refreshes, refused: tokens.refused };
  const outcome = await trial.underLoad(async () => {
    tokens.expire();
    return { lifted: [Date.now()] };
  });
  const refreshes = tokens.refreshes - before.refreshes;
  const refused = tokens.refused - before.refused;
  return withBroken(outcome, [
    refreshes === 1 ? null : `the token was refreshed ${refreshes} times`,
    refused === 0 ? null : `a used refresh token was sent ${refused} times`,
  ]);
}
