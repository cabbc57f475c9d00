import type { ScriptedResident } from "../resident.ts";
import { type Outcome, type Trial, withViolations } from "../scenario.ts";
import { followerId, readLedger } from "./fixtures.ts";
import type { Monitor } from "./monitor.ts";

/** The trial on one of the broadcast's platforms. */
export interface PlatformTrial {
  readonly trial: Trial;
  /** Residents who write on it during the broadcast. */
  readonly residents: readonly ScriptedResident[];
}

interface Expectation {
  readonly id: number;
  /** Recipients on each platform. */
  readonly recipientCount: number;
  /** Each platform refuses every message to this many of its recipients. */
  readonly refusedCount: number;
  readonly monitor: Monitor;
  /** Milliseconds since the epoch. */
  readonly releasedAt: number;
  readonly endedAt: number;
}

const maxP99Ms = 100;
/** Residents' replies may come twice around each of the many faults. Other scenarios check these. */
const anyTime = [{ from: 0, to: Number.POSITIVE_INFINITY }];

/** Compares a platform's ledger with ours, and its residents' latencies with the promise. */
export async function checkPlatform(
  { trial, residents }: PlatformTrial,
  expectation: Expectation,
): Promise<Outcome> {
  const { id, recipientCount, refusedCount, monitor, releasedAt, endedAt } = expectation;
  const { platform } = trial.context;
  const { name } = platform.bench;
  const ledger = await trial.environment.withDatabase((client) =>
    readLedger(client, id, platform.bench),
  );
  const copiesTo = (user: string) =>
    platform.delivered(user).filter(({ text }) => text.includes("thông báo:")).length;
  const copies = Array.from({ length: recipientCount }, (_, n) => copiesTo(followerId(n + 1)));
  const repeated = copies.reduce((sum, count) => sum + Math.max(0, count - 1), 0);
  const lost = ledger.sent.filter((user) => copiesTo(user) === 0).length;
  const beforehand = monitor.p99(residents, 0, releasedAt);
  const { ms, turns, disturbed } = monitor.p99(residents, releasedAt, endedAt);
  const states = [...ledger.lines].map(([state, count]) => `${state} ${count}`).join(", ");
  console.log(
    `  ${name}: ${states}, ${repeated} repeated; ` +
      `replies p99 ${ms} ms in ${turns} turns (${disturbed} disturbed), ` +
      `${beforehand.ms} ms in ${beforehand.turns} before`,
  );
  const outcome = trial.outcomeOf(residents, {
    interruptedAt: [],
    liftedAt: [],
    unanswered: anyTime,
  });
  const replies = outcome.lost + outcome.outOfStep;
  const violations = [
    ledger.people === recipientCount
      ? null
      : `${ledger.people} ledger lines for ${recipientCount} recipients`,
    ledger.lines.get("failed") === refusedCount
      ? null
      : "the failed recipients are not exactly the refused ones",
    ledger.lines.get("sent") === recipientCount - refusedCount
      ? null
      : "not every other recipient was sent to",
    replies === 0 ? null : "residents' replies were lost or out of step",
    ms <= maxP99Ms ? null : `replies took ${ms} ms`,
  ].map((violation) => (violation === null ? null : `${name}: ${violation}`));
  return withViolations(
    { ...outcome, lost: lost + outcome.lost, doubled: 0, repeatedInFlight: repeated },
    violations,
  );
}
