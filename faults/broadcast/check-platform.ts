import type { FaultResident } from "../resident.ts";
import { type Outcome, type Trial, withBroken } from "../scenario.ts";
import { listener, readLedger } from "./fixtures.ts";
import type { Watch } from "./monitor.ts";

/** One platform's part in a broadcast. */
export interface Side {
  readonly trial: Trial;
  /** Who talk on it meanwhile. */
  readonly residents: readonly FaultResident[];
}

interface Asked {
  readonly id: number;
  /** On each platform. */
  readonly recipients: number;
  /** Of these, to whom nothing can be sent. */
  readonly refusing: number;
  readonly watch: Watch;
  /** Milliseconds since the epoch. */
  readonly released: number;
  readonly ended: number;
}

const maxP99Ms = 100;
/** Residents' replies may come twice around each of the many faults: other rows judge them. */
const always = [{ from: 0, to: Number.POSITIVE_INFINITY }];

/** Holds a platform's ledger against ours, and its residents' waits against the promise. */
export async function judgeSide({ trial, residents }: Side, asked: Asked): Promise<Outcome> {
  const { id, recipients, refusing, watch, released, ended } = asked;
  const { platform } = trial.town;
  const { name } = platform.bench;
  const ledger = await trial.world.inDatabase((client) => readLedger(client, id, platform.bench));
  const told = (user: string) =>
    platform.delivered(user).filter(({ text }) => text.includes("thông báo:")).length;
  const copies = Array.from({ length: recipients }, (_, n) => told(listener(n + 1)));
  const repeated = copies.reduce((sum, count) => sum + Math.max(0, count - 1), 0);
  const lost = ledger.sent.filter((user) => told(user) === 0).length;
  const alone = watch.p99(residents, 0, released);
  const { ms, talks, disturbed } = watch.p99(residents, released, ended);
  const lines = [...ledger.lines].map(([state, count]) => `${state} ${count}`).join(", ");
  console.log(
    `  ${name}: ${lines}, ${repeated} repeated; replies p99 ${ms} ms in ${talks} talks (${disturbed} disturbed), ${alone.ms} ms in ${alone.talks} before`,
  );
  const outcome = trial.outcome(residents, { struck: [], lifted: [], unanswered: always });
  const replies = outcome.lost + outcome.outOfStep;
  const broken = [
    ledger.people === recipients ? null : `${ledger.people} lines for ${recipients} recipients`,
    ledger.lines.get("failed") === refusing ? null : "not exactly those who refuse have failed",
    ledger.lines.get("sent") === recipients - refusing ? null : "not everybody else was sent to",
    replies === 0 ? null : "residents' replies were lost or out of step",
    ms <= maxP99Ms ? null : `replies took ${ms} ms`,
  ].map((what) => (what === null ? null : `${name}: ${what}`));
  return withBroken(
    { ...outcome, lost: lost + outcome.lost, doubled: 0, repeatedInFlight: repeated },
    broken,
  );
}
