import type { TurnFact, TurnStore } from "./state/turn-store.ts";

export interface RecorderDependencies {
  readonly store: Pick<TurnStore, "readFacts" | "settleFacts">;
  /** Writes facts to the durable record; one that is there already changes nothing. */
  readonly record: (facts: readonly TurnFact[]) => Promise<void>;
  /** A round failed: its facts stay and come again in the next. */
  readonly onFailure: (error: unknown) => void;
}

export interface Recorder {
  /** Folds until nothing is left, a round fails, or `maxBatches` are done. Never rejects. */
  fold(): Promise<void>;
  /** Folds every `intervalMs`, never two rounds at once. */
  start(intervalMs: number): void;
  /** Stops, waits for a round under way, and folds a last time. */
  close(): Promise<void>;
}

/** Rows in one insert (design: at most 500). */
const batchSize = 500;
/** So that one fold can't hold the embedded database's only connection for ever. */
const maxBatches = 20;

/** Folds turn facts from the store into the durable record: written first, settled after. */
export function createRecorder({ store, record, onFailure }: RecorderDependencies): Recorder {
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> | undefined;

  const foldAll = async () => {
    for (let batch = 0; batch < maxBatches; batch += 1) {
      const kept = await store.readFacts(batchSize);
      if (kept.length === 0) return;
      await record(kept.map(({ fact }) => fact));
      await store.settleFacts(kept.map(({ key }) => key));
      if (kept.length < batchSize) return;
    }
  };

  const fold = () => {
    underWay ??= foldAll()
      .catch(onFailure)
      .finally(() => {
        underWay = undefined;
      });
    return underWay;
  };

  return {
    fold,
    start: (intervalMs) => {
      timer = setInterval(fold, intervalMs);
    },
    close: async () => {
      clearInterval(timer);
      await underWay;
      await fold();
    },
  };
}
