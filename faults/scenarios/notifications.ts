import { setTimeout as pause } from "node:timers/promises";
import type { StandIn } from "../../test/platforms/zalo/stand-in.ts";
import { judgeNews } from "../check-notifications.ts";
import { FollowedDossier } from "../followed-dossier.ts";
import type { Outcome, Row, Trial } from "../scenario.ts";
import { withBroken } from "../scenario.ts";

const followers = 10_000;
const kills = 5;
/** Between two kills: half of all is left for after the last, for thousands go in a second. */
const told = 1_000;
const giveUpMs = 300_000;
const lookEveryMs = 20;
const mostToResumeMs = 20_000;
/** Of a hundred sends: 5 answered 429, 2 that time out, one of them recorded. */
const perHundred = [
  { name: "too-many-requests", times: 5 },
  { name: "slow", times: 1, ms: 6_000 },
  { name: "hang", times: 1, ms: 6_000 },
] as const;

/** News to many, while the platform stumbles and the service is killed. */
export const newsRows: readonly Row[] = [
  { name: "news-kill-9", replicas: 1, on: "zalo", run: tellMany },
];

async function tellMany({ world }: Trial): Promise<Outcome> {
  const [replica] = world.replicas;
  const { zalo } = world.platform;
  if (replica === undefined || zalo === null) throw new Error("no replica on Zalo");
  const dossier = new FollowedDossier(replica.port);
  const users = new Set(await world.inDatabase((client) => dossier.register(client, followers)));
  const deliveries = () => zalo.ledger.entries.filter(({ user }) => users.has(user));
  const countTold = () => new Set(deliveries().map(({ user }) => user)).size;

  const stumbling = stumble(zalo);
  const struck: number[] = [];
  const resumed: number[] = [];
  const killAt = async (count: number) => {
    await reach(() => countTold() >= count);
    replica.program.signal("SIGKILL");
    await replica.program.ended;
    const killedAt = Date.now();
    struck.push(killedAt);
    await world.restart(replica);
    await reach(() => deliveries().some(({ at }) => at > killedAt));
    resumed.push((deliveries().find(({ at }) => at > killedAt)?.at ?? 0) - killedAt);
  };
  try {
    await dossier.tell();
    for (let n = 1; n <= kills; n += 1) {
      if (n === 3) zalo.tokens.expire();
      await killAt(n * told);
    }
    await reach(() => countTold() === followers);
  } finally {
    // The rows that follow must not stumble over it.
    stumbling.end();
  }
  const timedOut = stumbling.hundreds;
  // What was recorded and timed out is sent once more, after the last was told.
  await reach(async () => (await countWaiting(world)) === 0);
  const { lost, atKills, atTimeOuts } = judgeNews(users, deliveries(), struck);
  const recoverMs = Math.max(...resumed);
  const outcome = { sent: followers, lost, doubled: 0, outOfStep: 0, recoverMs, broken: [] };
  return withBroken({ ...outcome, repeatedInFlight: atKills.reduce((a, b) => a + b, atTimeOuts) }, [
    atKills.some((count) => count > mostInFlight) ? `at the kills came twice: ${atKills}` : null,
    atTimeOuts > timedOut ? `${atTimeOuts} came twice, ${timedOut} had timed out` : null,
    recoverMs > mostToResumeMs ? "sending did not resume in time" : null,
  ]);
}

/** How many are still to be told, or told once more. */
async function countWaiting(world: Trial["world"]): Promise<number> {
  const { rows } = await world.inDatabase((client) =>
    client.query("select count(*)::int as waiting from delivery where state = 'waiting'"),
  );
  return Number(rows[0]?.waiting);
}

/** What one replica may have sent and not yet written. */
const mostInFlight = 16;

/** Adds faults with every hundred messages accepted; of each hundred one was accepted and timed out at most. */
function stumble({ faults, ledger }: StandIn): { end(): void; readonly hundreds: number } {
  let hundreds = 0;
  const from = ledger.entries.length;
  const timer = setInterval(() => {
    for (; hundreds < (ledger.entries.length - from) / 100; hundreds += 1) {
      for (const fault of perHundred) faults.set(fault);
    }
  }, lookEveryMs);
  return {
    end: () => {
      clearInterval(timer);
      faults.clear();
    },
    get hundreds() {
      return hundreds;
    },
  };
}

async function reach(isThere: () => boolean | Promise<boolean>): Promise<void> {
  const until = Date.now() + giveUpMs;
  while (!(await isThere())) {
    if (Date.now() > until) throw new Error("the news did not arrive in time");
    await pause(lookEveryMs);
  }
}
