import { setTimeout as pause } from "node:timers/promises";
import type { DbHandle } from "../../db/schema.ts";
import { broadcastState } from "../../db/tables/broadcast-tables.ts";
import { type BroadcastProgress, readProgress } from "../../notify/broadcasts/progress.ts";
import { describeProgress } from "./labels.ts";

const intervalMs = 1_000;
/** A comment line after so many unchanged reads keeps proxies from closing the stream. */
const readsPerHeartbeat = 15;
/** A browser reconnects by itself, so a page that was left open need not hold a connection for ever. */
const maxReads = 1_800;

/** Sends an event for each change, until nothing can change any more. */
export async function* progressEvents(
  db: DbHandle,
  id: number,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let last = "";
  for (let reads = 0; reads < maxReads && !signal.aborted; reads += 1) {
    const progress = await readProgress(db, id);
    if (progress === null) return;
    const data = JSON.stringify(describeProgress(progress));
    if (data !== last) yield `event: progress\ndata: ${data}\n\n`;
    else if (reads % readsPerHeartbeat === 0) yield ": \n\n";
    last = data;
    if (isOver(progress)) return yield "event: over\ndata: {}\n\n";
    await pause(intervalMs, undefined, { signal }).catch(ignoreAbort);
  }
}

/** The pause rejects when the client has closed the stream: the loop then ends by itself. */
function ignoreAbort(): void {}

function isOver({ state, waiting }: BroadcastProgress): boolean {
  const { draft, done, cancelled } = broadcastState;
  return state === draft || state === done || (state === cancelled && waiting === 0);
}
