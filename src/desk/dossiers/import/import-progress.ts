import { setTimeout as pause } from "node:timers/promises";
import { selectImportProgress } from "../../../db/queries/import-chunks.ts";
import type { DbHandle } from "../../../db/schema.ts";
import { importState } from "../../../db/tables/import-tables.ts";

const intervalMs = 1_000;
/** A comment line after so many unchanged reads keeps proxies from closing the stream. */
const readsPerHeartbeat = 15;
/** A browser reconnects by itself, so a page that was left open need not hold a connection for ever. */
const maxReads = 1_800;

export interface ImportProgress {
  readonly state: string;
  /** Of `total` parts of the file. */
  readonly done: number;
  readonly total: number;
  /** Rows that were taken in. */
  readonly sent: number;
}

interface ChunkRange {
  readonly firstChunk: number;
  readonly endChunk: number;
}

/** Returns how far checking or sending a file has come; null: there is no such file. */
export async function readImportProgress(
  db: DbHandle,
  id: number,
  range: ChunkRange,
): Promise<ImportProgress | null> {
  const row = await selectImportProgress(db, id, range);
  if (row === undefined) return null;
  const { state, chunks, checked, sent, sent_rows } = row;
  const done = state === importState.checking ? checked : sent;
  return { state, done, total: chunks, sent: sent_rows };
}

/** Sends an event for each change, until nothing is under way any more. */
export async function* importProgressEvents(
  db: DbHandle,
  id: number,
  range: ChunkRange,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let last = "";
  for (let reads = 0; reads < maxReads && !signal.aborted; reads += 1) {
    const progress = await readImportProgress(db, id, range);
    if (progress === null) return;
    const data = JSON.stringify(progress);
    if (data !== last) yield `event: progress\ndata: ${data}\n\n`;
    else if (reads % readsPerHeartbeat === 0) yield ": \n\n";
    last = data;
    const isUnderWay =
      progress.state === importState.checking || progress.state === importState.sending;
    if (!isUnderWay) return yield "event: over\ndata: {}\n\n";
    await pause(intervalMs, undefined, { signal }).catch(ignoreAbort);
  }
}

/** The pause rejects when the client has closed the stream: the loop then ends by itself. */
function ignoreAbort(): void {}
