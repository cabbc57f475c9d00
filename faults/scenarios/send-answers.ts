import { setTimeout as pause } from "node:timers/promises";
import type { PlatformFault } from "../fault-platform.ts";
import { type Outcome, type Row, type Trial, withBroken } from "../scenario.ts";

const misbehaveMs = 3_000;
/** A hanging send is given up after the send's time-out, and sent once more. */
const hangSettleMs = 8_000;
const hangMs = 60_000;
const mostToRecoverMs = 15_000;
/** An account in alarm is tried once a minute. */
const mostToProbeMs = 65_000;
const probeSettleMs = 30_000;

/** What a platform's servers may answer to our sends. */
export const answerRows: readonly Row[] = [
  misbehaviour("answers-429", { name: "too-many-requests" }),
  misbehaviour("rate-limited", { name: "rate-limit" }),
  misbehaviour("answers-500", { name: "server-error" }),
  misbehaviour("answers-garbage", { name: "garbage" }),
  misbehaviour("hangs-60s", { name: "hang", ms: hangMs }, hangSettleMs),
  misbehaviour("answer-lost", { name: "cut-after" }, hangSettleMs),
  { name: "token-expires", replicas: 2, on: "zalo", run: expireToken },
  { name: "token-dies", replicas: 1, on: "messenger", run: killToken },
];

function misbehaviour(name: string, fault: PlatformFault, settleMs?: number): Row {
  return { name, replicas: 1, run: (trial) => misbehave(trial, fault, settleMs) };
}

async function misbehave(trial: Trial, fault: PlatformFault, settleMs?: number): Promise<Outcome> {
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
  const tokens = trial.world.platform.zalo?.tokens;
  if (tokens === undefined) throw new Error("this platform's token does not expire");
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

/** Until a person has renewed the Page's token nothing goes out, nothing is lost, and one try a minute finds out. */
async function killToken(trial: Trial): Promise<Outcome> {
  const { meta } = trial.world.platform;
  if (meta === null) throw new Error("this platform has no such token");
  const outcome = await trial.underLoad(async () => {
    meta.setToken(false);
    await pause(misbehaveMs);
    meta.setToken(true);
    return { lifted: [Date.now()] };
  }, probeSettleMs);
  const ms = outcome.recoverMs ?? 0;
  return withBroken(outcome, [
    ms > mostToProbeMs ? `it took ${Math.round(ms)} ms to recover` : null,
  ]);
}
