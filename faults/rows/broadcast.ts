import { setTimeout as pause } from "node:timers/promises";
import { DeskClient } from "../broadcast/desk-client.ts";
import { listener, populate, readLedger } from "../broadcast/town.ts";
import { Watch } from "../broadcast/watch.ts";
import type { PlatformFault } from "../platform.ts";
import { type Outcome, type Row, type Trial, withBroken } from "../row.ts";

const recipients = 20_000;
/** Zalo refuses these people's messages for good. */
const refusing = 200;
const refusedForGood = -213;
const talkers = 6;
const kills = 5;
const pausedMs = 3_000;
const undisturbedMs = 10_000;
/** At most so many messages of a process are sent and not yet written. */
const inFlight = 16;
const maxP99Ms = 100;
/** From the middle third of a process's life to the last. */
const maxGrowth = 1.1;
/** After it the last of a pause's or a fault's waits is over: Zalo asks for up to 10 s. */
const catchUpMs = 12_000;
const withinMs = 15 * 60_000;

/** A broadcast to very many, and everything that may happen to it. */
export const broadcastRows: readonly Row[] = [
  {
    name: "broadcast",
    replicas: 1,
    on: "zalo",
    settings: {
      ZALO_REQUESTS_PER_MINUTE: "12000",
      QUIET_HOURS: "off",
      APPROVE_OVER: "1000000",
    },
    run: broadcast,
  },
];

async function broadcast(trial: Trial): Promise<Outcome> {
  const { world } = trial;
  const agency = await world.inDatabase((client) => populate(client, recipients));
  for (let n = 1; n <= refusing; n += 1) {
    world.platform.standIn.refuse(listener(n * 10), refusedForGood);
  }
  const desk = new DeskClient(() => world.replicas[0]?.port ?? 0);
  await desk.signIn();
  const watch = new Watch();
  const residents = await trial.greeted(talkers);
  watch.start(world, residents);
  await pause(undisturbedMs);
  const released = Date.now();
  const id = await desk.release(agency, `faults ${Date.now()}`);
  const mayDouble = await disturb(trial, desk, id, watch);
  const isDone = await finished(desk, id);
  const ended = Date.now();
  await watch.stop();
  const alone = watch.p99(0, released);
  const meanwhile = watch.p99(released, ended);
  const tookMs = ended - released;
  const memory = watch.memory();
  return judgeBroadcast(trial, residents, {
    ...{ id, isDone, mayDouble, alone, meanwhile, tookMs, memory },
  });
}

/** Pauses and resumes, faults of the platform, five kills and a deploy; how many messages these may have doubled. */
async function disturb(
  { world }: Trial,
  desk: DeskClient,
  id: number,
  watch: Watch,
): Promise<number> {
  const { standIn } = world.platform;
  const disturbed = async (work: () => Promise<void>) => {
    const disturbance = { from: Date.now(), to: Number.POSITIVE_INFINITY };
    watch.disturbances.push(disturbance);
    await work();
    disturbance.to = Date.now() + catchUpMs;
    await pause(catchUpMs);
  };
  const fault = (name: PlatformFault["name"], ms: number) =>
    disturbed(async () => {
      standIn.faults.set({ name });
      await pause(ms);
      standIn.faults.clear();
    });
  const restart = (end: "SIGKILL" | "SIGTERM") =>
    disturbed(async () => {
      const [replica] = world.replicas;
      if (replica === undefined) throw new Error("no replica");
      replica.program.signal(end);
      await replica.program.ended;
      await world.restart(replica);
    });

  await pause(5_000);
  await desk.ask(`/broadcasts/${id}/pause`, {});
  await pause(pausedMs);
  await desk.ask(`/broadcasts/${id}/resume`, {});
  await fault("server-error", 1_000);
  await fault("cut-before", 1_000);
  for (let kill = 0; kill < kills; kill += 1) await restart("SIGKILL");
  await restart("SIGTERM");
  await fault("cut-after", 300);
  // Of the last fault, what was in hand came, and was not acknowledged: it may come once more, twice while the fault lasts.
  return (kills + 2) * inFlight;
}

async function finished(desk: DeskClient, id: number): Promise<boolean> {
  for (const giveUpAt = Date.now() + withinMs; Date.now() < giveUpAt; ) {
    if ((await desk.progress(id)).state === "done") return true;
    await pause(1_000);
  }
  return false;
}

interface Seen {
  readonly id: number;
  readonly isDone: boolean;
  /** Messages that the kills and faults may have doubled. */
  readonly mayDouble: number;
  /** Residents' waits before the broadcast, and beside it. */
  readonly alone: ReturnType<Watch["p99"]>;
  readonly meanwhile: ReturnType<Watch["p99"]>;
  readonly tookMs: number;
  readonly memory: ReturnType<Watch["memory"]>;
}

async function judgeBroadcast(
  trial: Trial,
  residents: Awaited<ReturnType<Trial["greeted"]>>,
  { id, isDone, mayDouble, alone, meanwhile, tookMs, memory }: Seen,
): Promise<Outcome> {
  const { world } = trial;
  const ledger = await world.inDatabase((client) => readLedger(client, id));
  const told = (user: string) =>
    world.platform.delivered(user).filter(({ text }) => text.includes("thông báo:")).length;
  const copies = Array.from({ length: recipients }, (_, n) => told(listener(n + 1)));
  const lost = ledger.sent.filter((user) => told(user) === 0).length;
  const repeated = copies.reduce((sum, count) => sum + Math.max(0, count - 1), 0);
  const { ms, talks, disturbed } = meanwhile;
  const lines = [...ledger.lines].map(([state, count]) => `${state} ${count}`).join(", ");
  console.log(
    `  broadcast: ${lines}, in ${Math.round(tookMs / 1_000)} s; ${repeated} repeated, ${mayDouble} might; replies p99 ${ms} ms in ${talks} talks (${disturbed} disturbed), ${alone.ms} ms in ${alone.talks} before; ${memory.map(Math.round).join(", ")} MB`,
  );
  const outcome = trial.outcome(residents, { struck: [], lifted: [], unanswered: always });
  const replies = outcome.lost + outcome.outOfStep;
  return withBroken(
    { ...outcome, lost: lost + outcome.lost, doubled: 0, repeatedInFlight: repeated },
    [
      isDone ? null : "it did not end",
      ledger.people === recipients ? null : `${ledger.people} lines for ${recipients} recipients`,
      ledger.lines.get("failed") === refusing ? null : "not exactly those who refuse have failed",
      ledger.lines.get("sent") === recipients - refusing ? null : "not everybody else was sent to",
      repeated <= mayDouble ? null : `${repeated} were repeated`,
      replies === 0 ? null : "residents' replies were lost or out of step",
      ms <= maxP99Ms ? null : `replies took ${ms} ms`,
      memory[2] <= memory[1] * maxGrowth ? null : "memory grows",
    ],
  );
}

/** Residents' replies may come twice around each of the many faults: other rows judge them. */
const always = [{ from: 0, to: Number.POSITIVE_INFINITY }];
