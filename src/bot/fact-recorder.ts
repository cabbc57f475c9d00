import { setTimeout as sleep } from "node:timers/promises";
import { createPoller } from "../concurrency/poller.ts";
import { createSingleFlight } from "../concurrency/single-flight.ts";
import type { FactBatch, TurnFact, TurnStore } from "./store/turn-store.ts";

interface FactRecorderOptions {
  readonly store: Pick<TurnStore, "readFacts" | "deleteFacts">;
  /** Writes facts to the database. One that is there already changes nothing. */
  readonly record: (facts: readonly TurnFact[]) => Promise<void>;
  /** A round failed: its facts stay in the store for the next round. */
  readonly onFailure: (error: unknown) => void;
  readonly intervalMs?: number;
  /** Pauses between two inserts while nobody waits for the round. */
  readonly pause?: (ms: number) => Promise<void>;
}

interface FactRecorder {
  /** Records, without pauses, everything that was in the store at the time of the call. Never rejects. */
  flush(): Promise<void>;
  /** Records at intervals, never in two rounds at once. */
  start(): void;
  /** Waits for the round under way and flushes a last time. */
  close(): Promise<void>;
}

/** Short, so that no round is long enough to be felt by residents who talk meanwhile. */
const defaultIntervalMs = 2_000;
/** Facts in one insert: few enough that it holds up no turn for long. */
const maxInsertSize = 100;
/** The pause in multiples of an insert's duration, so that inserts take no more than a fifth of the machine's time. */
const pauseFactor = 4;

/** Moves turn facts from the store to the database: recorded first, deleted after. */
export function createFactRecorder(options: FactRecorderOptions): FactRecorder {
  const { store, record, onFailure, intervalMs = defaultIntervalMs, pause = sleep } = options;
  let isAwaited = false;
  let lastRound: Promise<void> = Promise.resolve();

  const recordBatches = async (batches: readonly FactBatch[]) => {
    const startMs = performance.now();
    await record(batches.flatMap(({ facts }) => facts));
    for (const batch of batches) await store.deleteFacts(batch);
    if (!isAwaited) await pause(pauseFactor * (performance.now() - startMs));
  };

  const recordAll = async () => {
    // Each shard of a store may hold a few facts only: together they need fewer inserts.
    let batches: FactBatch[] = [];
    let count = 0;
    for await (const batch of store.readFacts(maxInsertSize)) {
      batches.push(batch);
      count += batch.facts.length;
      if (count < maxInsertSize) continue;
      await recordBatches(batches);
      batches = [];
      count = 0;
    }
    if (batches.length > 0) await recordBatches(batches);
  };

  const runSharedRound = createSingleFlight(async () => {
    try {
      await recordAll();
    } catch (error) {
      onFailure(error);
    } finally {
      isAwaited = false;
    }
  });

  const runRound = () => {
    lastRound = runSharedRound();
    return lastRound;
  };

  const poller = createPoller({ intervalMs, run: runRound, onError: onFailure });

  const flush = async () => {
    isAwaited = true;
    // The round under way may have read past facts that were committed since it started.
    await lastRound;
    isAwaited = true;
    await runRound();
  };

  return {
    flush,
    start: () => poller.start(),
    close: async () => {
      isAwaited = true;
      await poller.close();
      await flush();
    },
  };
}
