import { setTimeout as pause } from "node:timers/promises";
import { createPoller } from "../../../concurrency/poller.ts";
import { createSingleFlight } from "../../../concurrency/single-flight.ts";
import { claimImport, updateImportClaim } from "../../../db/queries/dossier-imports.ts";
import { importState } from "../../../db/tables/import-tables.ts";
import type { DeskContext } from "../../framework/route.ts";
import { checkImport } from "./check-in-background.ts";
import { findImport } from "./import-store.ts";
import { sendChunks } from "./send-import.ts";

/** Whether another replica has begun something is asked this often. */
const intervalMs = 3_000;
/** A replica that died is replaced after this. */
const claimMs = 30_000;
/** After each chunk the service rests for this share of the time that it took. */
const restShare = 1;
const maxRestMs = 1_000;

/** Checks and sends large files beside everything else, and goes on after a restart where it stopped. */
export interface ImportRunner {
  /** There may be something to check or to send. */
  wake(): void;
  start(): void;
  /** Stops after the chunk under way. */
  close(): Promise<void>;
}

interface RunnerOptions {
  readonly onError: (error: unknown) => void;
}

type RunnerContext = Omit<DeskContext, "imports">;

export function createImportRunner(desk: RunnerContext, { onError }: RunnerOptions): ImportRunner {
  const stop = new AbortController();
  const { db } = desk.database;

  /** Returns whether the work on a claimed import is to go on with its next chunk. */
  const rest = async (id: number, beganAt: number): Promise<boolean> => {
    const until = new Date(desk.now().getTime() + claimMs);
    await updateImportClaim(db, id, until);
    const restMs = Math.min(maxRestMs, (performance.now() - beganAt) * restShare);
    await pause(restMs, undefined, { signal: stop.signal }).catch(ignoreAbort);
    return !stop.signal.aborted;
  };

  const work = async (id: number): Promise<void> => {
    const found = await findImport(desk, id);
    if (found === null) return;
    if (found.state === importState.checking) {
      await checkImport(desk, found, (beganAt) => rest(id, beganAt));
    } else if (found.state === importState.sending) {
      await sendChunks(desk, found, (beganAt) => rest(id, beganAt));
    }
    if (stop.signal.aborted) await updateImportClaim(db, id, null);
  };

  const run = createSingleFlight(async () => {
    while (!stop.signal.aborted) {
      const now = desk.now();
      const id = await claimImport(db, { now, until: new Date(now.getTime() + claimMs) });
      if (id === null) return;
      await work(id);
    }
  });
  const poller = createPoller({ intervalMs, run, onError });
  let woken: Promise<unknown> = Promise.resolve();
  return {
    wake: () => {
      woken = run().catch(onError);
    },
    start: () => poller.start(),
    close: async () => {
      stop.abort();
      await poller.close();
      await woken;
    },
  };
}

/** The pause rejects when the service closes: the work then ends by itself. */
function ignoreAbort(): void {}
