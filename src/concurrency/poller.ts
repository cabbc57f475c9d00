import { createSingleFlight } from "./single-flight.ts";

export interface PollerOptions {
  readonly intervalMs: number;
  readonly run: () => Promise<unknown>;
  /** Receives what a run rejects with; the next interval runs again. */
  readonly onError: (error: unknown) => void;
}

export interface Poller {
  /** The first run comes after one interval. A second call changes nothing. */
  start(): void;
  /** Starts no further run and waits for the one under way. */
  close(): Promise<void>;
}

/** Runs a task at intervals, never two at once: an interval that ends while the task still runs is skipped. */
export function createPoller({ intervalMs, run, onError }: PollerOptions): Poller {
  let timer: NodeJS.Timeout | undefined;
  let lastRun: Promise<unknown> = Promise.resolve();
  const runOnce = createSingleFlight(async () => {
    try {
      await run();
    } catch (error) {
      onError(error);
    }
  });
  return {
    start: () => {
      timer ??= setInterval(() => {
        lastRun = runOnce();
      }, intervalMs);
    },
    close: async () => {
      clearInterval(timer);
      await lastRun;
    },
  };
}
