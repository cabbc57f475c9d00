import type { ChannelEvent } from "../../channels/event.ts";
import { type Clock, systemClock } from "../../concurrency/clock.ts";
import { createSingleFlight } from "../../concurrency/single-flight.ts";
import type { Journal } from "./journal.ts";

interface DrainerOptions {
  readonly journal: Pick<Journal, "residents" | "first" | "read" | "acknowledge">;
  /** Applies one event, or moves it to the dead letters. Rejects if the event must wait. */
  readonly apply: (event: ChannelEvent) => Promise<void>;
  /** A round left events behind. */
  readonly onDelay: (error: unknown) => void;
  readonly clock?: Clock;
  readonly intervalMs?: number;
  /** The interval doubles up to this after each round that left events behind. */
  readonly maxIntervalMs?: number;
}

interface Drainer {
  /** Applies what waits, residents side by side, each resident's events in order. Never rejects. */
  drain(): Promise<void>;
  /** Drains now and then at intervals. */
  start(): void;
  /** Waits for the events under way; the others stay on disk. */
  close(): Promise<void>;
}

const defaultIntervalMs = 1_000;
/** With the reconnection and a slow first round, conversations go on within 5 seconds. */
const defaultMaxIntervalMs = 2_000;
const residentsAtOnce = 16;
/** After this many failed residents in one round the store is away, and the others are left for the next round. */
const maxFailures = residentsAtOnce;

/** Applies the events of the journal as soon as the store is back. */
export function createDrainer(options: DrainerOptions): Drainer {
  const { journal, apply, onDelay, clock = systemClock } = options;
  const { intervalMs = defaultIntervalMs, maxIntervalMs = defaultMaxIntervalMs } = options;
  let cancelNextRound = () => {};
  let isClosed = false;
  let lastRound: Promise<boolean> = Promise.resolve(true);

  const drainResident = async (resident: string): Promise<{ readonly cause: unknown } | null> => {
    try {
      for (let next = journal.first(resident); next; next = journal.first(resident)) {
        if (isClosed) return null;
        const event = await journal.read(next);
        await apply(event);
        await journal.acknowledge(resident, next, event);
      }
      return null;
    } catch (cause) {
      return { cause };
    }
  };

  /** Resolves with whether everything that waited at its start is applied. */
  const runRound = createSingleFlight(async () => {
    const residents = journal.residents().values();
    let failures = 0;
    const drainResidents = async () => {
      for (const resident of residents) {
        if (isClosed || failures >= maxFailures) return;
        const failure = await drainResident(resident);
        if (failure === null) continue;
        failures += 1;
        if (failures === 1) onDelay(failure.cause);
      }
    };
    await Promise.all(Array.from({ length: residentsAtOnce }, drainResidents));
    return failures === 0;
  });

  const drain = () => {
    lastRound = runRound();
    return lastRound;
  };

  const drainRepeatedly = async (lastWaitMs: number) => {
    const isDrained = await drain();
    if (isClosed) return;
    const waitMs = isDrained ? intervalMs : Math.min(lastWaitMs * 2, maxIntervalMs);
    cancelNextRound = clock.after(waitMs, () => drainRepeatedly(waitMs));
  };

  return {
    drain: async () => {
      await drain();
    },
    start: () => {
      drainRepeatedly(intervalMs);
    },
    close: async () => {
      isClosed = true;
      cancelNextRound();
      await lastRound;
    },
  };
}
