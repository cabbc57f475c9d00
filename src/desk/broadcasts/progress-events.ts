import { setTimeout as pause } from "node:timers/promises";
import type { DbHandle } from "../../db/schema.ts";
import { type BroadcastProgress, readProgress } from "../../notify/broadcasts/progress.ts";
import { showProgress } from "./labels.ts";

const everyMs = 1_000;
/** So that proxies see that the stream lives. */
const heartbeatEvery = 15;
/** A browser comes again by itself; a page that was left open holds no connection for ever. */
const maxLooks = 1_800;

/** A line for each change, until nothing changes any more. */
export async function* progressEvents(
  db: DbHandle,
  id: number,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let last = "";
  for (let look = 0; look < maxLooks && !signal.aborted; look += 1) {
    const progress = await readProgress(db, id);
    if (progress === null) return;
    const data = JSON.stringify(showProgress(progress));
    if (data !== last) yield `event: progress\ndata: ${data}\n\n`;
    else if (look % heartbeatEvery === 0) yield ": \n\n";
    last = data;
    if (isOver(progress)) return yield "event: over\ndata: {}\n\n";
    await pause(everyMs, undefined, { signal }).catch(() => undefined);
  }
}

function isOver({ state, waiting }: BroadcastProgress): boolean {
  return state === "draft" || state === "done" || (state === "cancelled" && waiting === 0);
}
