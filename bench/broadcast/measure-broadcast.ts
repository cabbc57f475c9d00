import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "../../src/db/open.ts";
import { onPostgres } from "../with-database.ts";
import { openTown } from "./fixture.ts";

/** Milliseconds. */
export interface BroadcastFigures {
  readonly foreseeMs: number;
  readonly submitMs: number;
  /** A resident's write beside these two: 99 of 100 stayed below. */
  readonly besideMs: number;
  /** To take messages, ask each one's window, quota, pace and consent, send it and write what became of it; the median for one. */
  readonly sendMs: number;
  readonly progressMs: number;
}

const rounds = 50;
/** What the deliverer has under way. */
const perRound = 16;
const betweenWritesMs = 10;

/** What a broadcast to so many costs over PostgreSQL; each size in a database of its own. */
export function measureBroadcast(recipients: number): Promise<BroadcastFigures> {
  return onPostgres(async (database) => {
    const town = await openTown(database);
    const id = await town.write(recipients);
    const beside = writeBeside(database);
    const foreseeMs = await timed(() => town.foresee(id));
    const submitMs = await timed(() => town.submit(id));
    const besideMs = await beside.end();
    await town.release(id);
    const sendMs = (await medianOf(rounds, () => town.send(perRound))) / perRound;
    const progressMs = await medianOf(rounds, () => town.progress(id));
    return { foreseeMs, submitMs, besideMs, sendMs, progressMs };
  });
}

/** Residents go on talking: each of their turns leaves a fact. */
function writeBeside({ db }: Database): { end(): Promise<number> } {
  const waits: number[] = [];
  let isOver = false;
  const write = () =>
    db
      .insertInto("turn_fact")
      .values({
        id: randomUUID(),
        at: new Date(),
        channel: "zalo",
        resident_hash: randomUUID(),
        flow: "menu",
        step: "",
        outcome: "told",
        point: null,
      })
      .execute();
  const writing = (async () => {
    while (!isOver) {
      waits.push(await timed(write));
      await pause(betweenWritesMs);
    }
  })();
  return {
    end: async () => {
      isOver = true;
      await writing;
      return sorted(waits)[Math.floor(waits.length * 0.99)] ?? Number.NaN;
    },
  };
}

async function medianOf(times: number, work: () => Promise<unknown>): Promise<number> {
  const waits: number[] = [];
  while (waits.length < times) waits.push(await timed(work));
  return sorted(waits)[Math.floor(times / 2)] ?? Number.NaN;
}

function sorted(values: readonly number[]): readonly number[] {
  return values.toSorted((one, other) => one - other);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
