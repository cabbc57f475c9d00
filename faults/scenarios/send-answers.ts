import { setTimeout as pause } from "node:timers/promises";
import type { PlatformFault } from "../fault-platform.ts";
import { type Outcome, type Scenario, type Trial, withViolations } from "../scenario.ts";

const faultMs = 3_000;
/** A send that hangs is abandoned after its time-out, and sent once more. */
const hangLateCopyMs = 8_000;
const hangMs = 60_000;
const maxRecoveryMs = 15_000;
/** A blocked account is tried once a minute. */
const maxProbeRecoveryMs = 65_000;
const probeLateCopyMs = 30_000;

/** Faults in the answers of a platform's servers to our sends. */
export const sendAnswerScenarios: readonly Scenario[] = [
  answerScenario("answers-429", { name: "too-many-requests" }),
  answerScenario("rate-limited", { name: "rate-limit" }),
  answerScenario("answers-500", { name: "server-error" }),
  answerScenario("answers-garbage", { name: "garbage" }),
  answerScenario("hangs-60s", { name: "hang", ms: hangMs }, hangLateCopyMs),
  answerScenario("answer-lost", { name: "cut-after" }, hangLateCopyMs),
  { name: "token-expires", replicas: 2, on: "zalo", run: expireToken },
  { name: "token-dies", replicas: 1, on: "messenger", run: killToken },
];

function answerScenario(name: string, fault: PlatformFault, lateCopyMs?: number): Scenario {
  return { name, replicas: 1, run: (trial) => runWithFault(trial, fault, lateCopyMs) };
}

async function runWithFault(
  trial: Trial,
  fault: PlatformFault,
  lateCopyMs?: number,
): Promise<Outcome> {
  const { faults } = trial.environment.platform.standIn;
  const outcome = await trial.runUnderLoad(async () => {
    const from = Date.now();
    faults.set(fault);
    await pause(faultMs);
    faults.clear();
    const to = Date.now();
    return { unanswered: [{ from, to }], liftedAt: [to] };
  }, lateCopyMs);
  const ms = outcome.recoverMs ?? 0;
  return withViolations(outcome, [
    ms > maxRecoveryMs ? `it took ${Math.round(ms)} ms to recover` : null,
  ]);
}

/** A refresh token can be used once: a second refresh by any replica would end the account's grant. */
async function expireToken(trial: Trial): Promise<Outcome> {
  const tokens = trial.environment.platform.zalo?.tokens;
  if (tokens === undefined) throw new Error("This platform's token does not expire.");
  const before = { refreshes: tokens.refreshes, refused: tokens.refused };
  const outcome = await trial.runUnderLoad(async () => {
    tokens.expire();
    return { liftedAt: [Date.now()] };
  });
  const refreshes = tokens.refreshes - before.refreshes;
  const refused = tokens.refused - before.refused;
  return withViolations(outcome, [
    refreshes === 1 ? null : `the token was refreshed ${refreshes} times`,
    refused === 0 ? null : `a used refresh token was sent ${refused} times`,
  ]);
}

/** Nothing is sent and nothing is lost until a person renews the Page's token. One attempt a minute detects that. */
async function killToken(trial: Trial): Promise<Outcome> {
  const { meta } = trial.environment.platform;
  if (meta === null) throw new Error("This platform has no such token.");
  const outcome = await trial.runUnderLoad(async () => {
    meta.setToken(false);
    await pause(faultMs);
    meta.setToken(true);
    return { liftedAt: [Date.now()] };
  }, probeLateCopyMs);
  const ms = outcome.recoverMs ?? 0;
  return withViolations(outcome, [
    ms > maxProbeRecoveryMs ? `it took ${Math.round(ms)} ms to recover` : null,
  ]);
}
