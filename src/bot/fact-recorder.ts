import { setTimeout as sleep } from "node:timers/promises";
import type { FactBatch, TurnFact, TurnStore } from "./store/turn-store.ts";

export interface FactRecorderOptions {
  readonly store: Pick<TurnStore, "readFacts" | "deleteFacts">;
  /** Writes facts to the database. One that is there already changes nothing. */
  readonly record: (facts: readonly TurnFact[]) => Promise<void>;
  /** A round failed: its facts stay and come again in the next. */
  readonly onFailure: (error: unknown) => void;
  /** Between two batches for which nobody waits. */
  readonly rest?: (ms: number) => Promise<void>;
}

export interface FactRecorder {
  /** Folds until nothing is left or a batch fails, without rests. Never rejects. */
  fold(): Promise<void>;
  /** Folds every `intervalMs`, never two rounds at once. */
  start(intervalMs: number): void;
  /** Stops, waits for a round under way, and folds a last time. */
  close(): Promise<void>;
}

/** Facts in one insert: few enough that it holds up no turn for long. */
const insertSize = 100;
/** Times as long as an insert took: who talks meanwhile shares the machine with no more than a fifth of our work. */
const restTimes = 4;

/** Folds turn facts from the store into the durable record: written first, settled after. */
export function createFactRecorder(dependencies: FactRecorderOptions): FactRecorder {
  const { store, record, onFailure, rest = sleep } = dependencies;
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> | undefined;
  let isAwaited = false;

  const keep = async (batches: readonly FactBatch[]) => {
    const begunAt = performance.now();
    await record(batches.flatMap(({ facts }) => facts));
    for (const batch of batches) await store.deleteFacts(batch);
    if (!isAwaited) await rest(restTimes * (performance.now() - begunAt));
  };

  const foldAll = async () => {
    // A store of many shards has little of each: an insert for each of them would be many.
    let read: FactBatch[] = [];
    let count = 0;
    for await (const batch of store.readFacts(insertSize)) {
      read.push(batch);
      count += batch.facts.length;
      if (count < insertSize) continue;
      await keep(read);
      read = [];
      count = 0;
    }
    if (read.length > 0) await keep(read);
  };

  const round = () => {
    underWay ??= foldAll()
      .catch(onFailure)
      .finally(() => {
        underWay = undefined;
        isAwaited = false;
      });
    return underWay;
  };

  const fold = () => {
    isAwaited = true;
    return round();
  };

  return {
    fold,
    start: (intervalMs) => {
      timer = setInterval(round, intervalMs);
    },
    close: async () => {
      clearInterval(timer);
      isAwaited = true;
      await underWay;
      await fold();
    },
  };
}
