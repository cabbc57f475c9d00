import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "../../src/db/open.ts";
import { measureMs, median, percentile } from "../statistics.ts";
import { withDatabase } from "../with-database.ts";
import { createBroadcastFixture } from "./fixture.ts";

/** Milliseconds. */
export interface BroadcastFigures {
  readonly estimateMs: number;
  readonly submitMs: number;
  /** The 99th percentile of a resident's write while the estimate and the submission run. */
  readonly concurrentWriteMs: number;
  /** Median for one message: claim it, check its window, quota, pace and consent, send it and write its outcome. */
  readonly sendMs: number;
  readonly progressMs: number;
}

const rounds = 50;
/** As many as the deliverer has in flight. */
const perRound = 16;
const betweenWritesMs = 10;

/** Measures a broadcast to `recipients` residents on PostgreSQL, in a database of its own. */
export function measureBroadcast(recipients: number): Promise<BroadcastFigures> {
  return withDatabase(async (database) => {
    const fixture = await createBroadcastFixture(database);
    const id = await fixture.createDraft(recipients);
    const writes = startWriting(database);
    const estimateMs = await measureMs(() => fixture.estimate(id));
    const submitMs = await measureMs(() => fixture.submit(id));
    const concurrentWriteMs = await writes.stop();
    await fixture.release(id);
    const sendMs = (await medianOf(rounds, () => fixture.send(perRound))) / perRound;
    const progressMs = await medianOf(rounds, () => fixture.progress(id));
    return { estimateMs, submitMs, concurrentWriteMs, sendMs, progressMs };
  });
}

/** Writes as residents' turns do: each leaves a fact. `stop` returns the 99th percentile of a write. */
function startWriting({ db }: Database): { stop(): Promise<number> } {
  const durations: number[] = [];
  let isStopped = false;
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
    while (!isStopped) {
      durations.push(await measureMs(write));
      await pause(betweenWritesMs);
    }
  })();
  return {
    stop: async () => {
      isStopped = true;
      await writing;
      return percentile(durations, 0.99);
    },
  };
}

async function medianOf(times: number, work: () => Promise<unknown>): Promise<number> {
  const durations: number[] = [];
  while (durations.length < times) durations.push(await measureMs(work));
  return median(durations);
}
