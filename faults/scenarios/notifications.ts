import { setTimeout as pause } from "node:timers/promises";
import type { StandIn } from "../../test/platforms/zalo/stand-in.ts";
import { checkNotifications } from "../check-notifications.ts";
import { FollowedDossier } from "../followed-dossier.ts";
import type { Outcome, Scenario, Trial } from "../scenario.ts";
import { withViolations } from "../scenario.ts";

const followerCount = 10_000;
const killCount = 5;
/** Messages between two kills. Half of all is left for after the last kill: thousands are sent in a second. */
const messagesPerKill = 1_000;
const maxWaitMs = 300_000;
const pollMs = 20;
const maxResumeMs = 20_000;
/** Messages that one replica may have sent and not yet recorded. */
const maxInFlight = 16;
/** Faults in a hundred sends: 5 are answered 429, and 2 time out, of which one is recorded. */
const faultsPerHundred = [
  { name: "too-many-requests", times: 5 },
  { name: "slow", times: 1, ms: 6_000 },
  { name: "hang", times: 1, ms: 6_000 },
] as const;

/** Notifications to many while the platform has faults and the service is killed. */
export const notificationScenarios: readonly Scenario[] = [
  { name: "news-kill-9", replicas: 1, on: "zalo", run: notifyMany },
];

async function notifyMany({ environment }: Trial): Promise<Outcome> {
  const [replica] = environment.replicas;
  const { zalo } = environment.platform;
  if (replica === undefined || zalo === null) throw new Error("There is no replica on Zalo.");
  const dossier = new FollowedDossier(replica.port);
  const users = new Set(
    await environment.withDatabase((client) => dossier.register(client, followerCount)),
  );
  const deliveries = () => zalo.ledger.entries.filter(({ user }) => users.has(user));
  const countReached = () => new Set(deliveries().map(({ user }) => user)).size;

  const faultsWithLoad = injectWithLoad(zalo);
  const killedAt: number[] = [];
  const resumeMs: number[] = [];
  const killAt = async (count: number) => {
    await waitUntil(() => countReached() >= count);
    replica.program.signal("SIGKILL");
    await replica.program.ended;
    const killTime = Date.now();
    killedAt.push(killTime);
    await environment.restart(replica);
    await waitUntil(() => deliveries().some(({ at }) => at > killTime));
    resumeMs.push((deliveries().find(({ at }) => at > killTime)?.at ?? 0) - killTime);
  };
  try {
    await dossier.reportStatus();
    for (let n = 1; n <= killCount; n += 1) {
      if (n === 3) zalo.tokens.expire();
      await killAt(n * messagesPerKill);
    }
    await waitUntil(() => countReached() === followerCount);
  } finally {
    // The scenarios that follow must not meet these faults.
    faultsWithLoad.stop();
  }
  const timedOut = faultsWithLoad.hundreds;
  // Messages that were recorded and timed out are sent once more, after the last follower was reached.
  await waitUntil(async () => (await countWaiting(environment)) === 0);
  const { lost, copiesAtKills, copiesAfterTimeOuts } = checkNotifications(
    users,
    deliveries(),
    killedAt,
  );
  const copies = copiesAtKills.reduce((sum, count) => sum + count, copiesAfterTimeOuts);
  const recoverMs = Math.max(...resumeMs);
  const outcome = {
    sent: followerCount,
    lost,
    doubled: 0,
    repeatedInFlight: copies,
    outOfStep: 0,
    recoverMs,
    violations: [],
  };
  return withViolations(outcome, [
    copiesAtKills.some((count) => count > maxInFlight)
      ? `copies at the kills: ${copiesAtKills}`
      : null,
    copiesAfterTimeOuts > timedOut
      ? `${copiesAfterTimeOuts} came twice, but only ${timedOut} had timed out`
      : null,
    recoverMs > maxResumeMs ? "sending did not resume in time" : null,
  ]);
}

/** Returns how many messages are still to be sent, or sent once more. */
async function countWaiting(environment: Trial["environment"]): Promise<number> {
  const { rows } = await environment.withDatabase((client) =>
    client.query("select count(*)::int as waiting from delivery where state = 'waiting'"),
  );
  return Number(rows[0]?.waiting);
}

/** Adds faults for every hundred accepted messages. At most one of each hundred is accepted and times out. */
function injectWithLoad({ faults, ledger }: StandIn): { stop(): void; readonly hundreds: number } {
  let hundreds = 0;
  const from = ledger.entries.length;
  const timer = setInterval(() => {
    for (; hundreds < (ledger.entries.length - from) / 100; hundreds += 1) {
      for (const fault of faultsPerHundred) faults.set(fault);
    }
  }, pollMs);
  return {
    stop: () => {
      clearInterval(timer);
      faults.clear();
    },
    get hundreds() {
      return hundreds;
    },
  };
}

async function waitUntil(isReached: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + maxWaitMs;
  while (!(await isReached())) {
    if (Date.now() > giveUpAt) throw new Error("The notifications did not arrive in time.");
    await pause(pollMs);
  }
}
