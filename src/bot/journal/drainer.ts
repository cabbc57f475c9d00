import type { ChannelEvent } from "../../channels/event.ts";
import type { Journal } from "./journal.ts";

export interface DrainerOptions {
  readonly journal: Pick<Journal, "residents" | "first" | "read" | "settle">;
  /** Applies one event, or parks it. Rejects where it must wait for better times. */
  readonly apply: (event: ChannelEvent) => Promise<void>;
  readonly after: (ms: number, callback: () => void) => { cancel(): void };
  /** A round left events behind. */
  readonly onDelay: (error: unknown) => void;
}

export interface Drainer {
  /** Applies what waits, residents side by side, each one's events in order. Never rejects. */
  drain(): Promise<void>;
  /** Drains now and then every second, less often while it fails. */
  start(): void;
  /** Stops after the event under way; the others stay on disk. */
  close(): Promise<void>;
}

const intervalMs = 1_000;
/** With a connection's return and a slow first round, conversations go on within 5 seconds. */
const maxIntervalMs = 2_000;
const residentsAtOnce = 16;
/** Of residents whose events failed in one round: then it is the store, and the others are spared the wait. */
const maxFailures = residentsAtOnce;

export function createDrainer(dependencies: DrainerOptions): Drainer {
  const { journal, apply, after, onDelay } = dependencies;
  let timer: { cancel(): void } | undefined;
  let underWay: Promise<boolean> | undefined;
  let isClosed = false;

  /** True: nothing that was there at the start is left. */
  const round = async () => {
    const residents = journal.residents().values();
    let failures = 0;
    const work = async () => {
      for (const resident of residents) {
        if (isClosed || failures >= maxFailures) return;
        const error = await drainResident(resident);
        if (error === null) continue;
        failures += 1;
        if (failures === 1) onDelay(error.cause);
      }
    };
    await Promise.all(Array.from({ length: residentsAtOnce }, work));
    return failures === 0;
  };

  const drainResident = async (resident: string): Promise<{ readonly cause: unknown } | null> => {
    try {
      for (let next = journal.first(resident); next; next = journal.first(resident)) {
        if (isClosed) return null;
        const event = await journal.read(next);
        await apply(event);
        await journal.settle(resident, next, event);
      }
      return null;
    } catch (cause) {
      return { cause };
    }
  };

  const run = () => {
    underWay ??= round().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };

  const tick = async (waitMs: number) => {
    const isDrained = await run();
    if (isClosed) return;
    const nextMs = isDrained ? intervalMs : Math.min(waitMs * 2, maxIntervalMs);
    timer = after(nextMs, () => tick(nextMs));
  };

  return {
    drain: async () => {
      await run();
    },
    start: () => {
      tick(intervalMs);
    },
    close: async () => {
      isClosed = true;
      timer?.cancel();
      await underWay;
    },
  };
}
