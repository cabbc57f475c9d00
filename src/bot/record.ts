import type { TurnFact, TurnStore } from "./state/turn-store.ts";

export interface RecorderDependencies {
  readonly store: Pick<TurnStore, "readFacts" | "settleFacts">;
  /** Writes facts to the durable record; one that is there already changes nothing. */
  readonly record: (facts: readonly TurnFact[]) => Promise<void>;
  /** A round failed: its facts stay and come again in the next. */
  readonly onFailure: (error: unknown) => void;
}

export interface Recorder {
  /** Folds until nothing is left or a batch fails. Never rejects. */
  fold(): Promise<void>;
  /** Folds every `intervalMs`, never two rounds at once. */
  start(intervalMs: number): void;
  /** Stops, waits for a round under way, and folds a last time. */
  close(): Promise<void>;
}

/** Rows in one insert: few enough that reading them holds up no turn for two milliseconds. */
const batchSize = 500;

/** Folds turn facts from the store into the durable record: written first, settled after. */
export function createRecorder({ store, record, onFailure }: RecorderDependencies): Recorder {
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> | undefined;

  const foldAll = async () => {
    for await (const batch of store.readFacts(batchSize)) {
      await record(batch.facts);
      await store.settleFacts(batch);
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
