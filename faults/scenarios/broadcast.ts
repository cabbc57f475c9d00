import { setTimeout as pause } from "node:timers/promises";
import { judgeSide, type Side } from "../broadcast/check-platform.ts";
import { DeskClient } from "../broadcast/desk-client.ts";
import { listener, populate } from "../broadcast/fixtures.ts";
import { disturb } from "../broadcast/injectors.ts";
import { Watch } from "../broadcast/monitor.ts";
import { add } from "../check-replies.ts";
import { type Outcome, type Row, type Trial, withBroken } from "../scenario.ts";

/** On each platform. */
const recipients = 10_000;
/** Of these, to whom the platform refuses everything for good. */
const refusing = 100;
const refusedForGood = { zalo: -213, messenger: 551 } as const;
const talkers = 4;
const undisturbedMs = 10_000;
/** From the middle third of a process's life to the last. */
const maxGrowth = 1.1;
const withinMs = 15 * 60_000;

/** A broadcast to very many on all platforms, and everything that may happen to it. */
export const broadcastRows: readonly Row[] = [
  {
    name: "broadcast",
    replicas: 1,
    onAll: true,
    settings: {
      ZALO_REQUESTS_PER_MINUTE: "6000",
      MESSENGER_MESSAGES_PER_SECOND: "100",
      QUIET_HOURS: "off",
      APPROVE_OVER: "1000000",
    },
    run: broadcast,
  },
];

async function broadcast(trial: Trial): Promise<Outcome> {
  const { world } = trial;
  const platforms = world.platforms.map(({ bench }) => bench);
  const agency = await world.inDatabase((client) => populate(client, platforms, recipients));
  const sides: Side[] = [];
  for (const platform of world.platforms) {
    for (let n = 1; n <= refusing; n += 1) {
      platform.standIn.refuse(listener(n * 10), refusedForGood[platform.bench.name]);
    }
    const there = await trial.on(platform);
    sides.push({ trial: there, residents: await there.greeted(talkers) });
  }
  const desk = new DeskClient(() => world.replicas[0]?.port ?? 0);
  await desk.signIn();
  const watch = new Watch();
  watch.start(
    world,
    sides.flatMap(({ residents }) => residents),
  );
  await pause(undisturbedMs);
  const released = Date.now();
  const id = await desk.release(agency, `faults ${Date.now()}`);
  const mayDouble = await disturb(world, desk, id, watch);
  const isDone = await finished(desk, id);
  const ended = Date.now();
  await watch.stop();

  const asked = { id, recipients, refusing, watch, released, ended };
  const judged = await Promise.all(sides.map((side) => judgeSide(side, asked)));
  const memory = watch.memory();
  const repeated = judged.reduce((sum, { repeatedInFlight }) => sum + repeatedInFlight, 0);
  const seconds = Math.round((ended - released) / 1_000);
  console.log(
    `  broadcast: in ${seconds} s; ${repeated} repeated, ${mayDouble} might; ${memory.map(Math.round).join(", ")} MB`,
  );
  const sent = judged.reduce((sum, one) => sum + one.sent, 0);
  return withBroken({ ...add(judged), sent, recoverMs: null, broken: [] }, [
    ...judged.flatMap(({ broken }) => broken),
    isDone ? null : "it did not end",
    repeated <= mayDouble ? null : `${repeated} were repeated`,
    memory[2] <= memory[1] * maxGrowth ? null : "memory grows",
  ]);
}

async function finished(desk: DeskClient, id: number): Promise<boolean> {
  for (const giveUpAt = Date.now() + withinMs; Date.now() < giveUpAt; ) {
    if ((await desk.progress(id)).state === "done") return true;
    await pause(1_000);
  }
  return false;
}
