import { monday } from "./open-service.ts";

interface Duration {
  readonly hours?: number;
  readonly minutes?: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Starts a clock on Monday morning. It runs in real time, and `skip` moves it forward. */
export function startClock() {
  const startedAt = performance.now();
  let skippedMs = 0;
  return {
    now: () => new Date(monday.getTime() + performance.now() - startedAt + skippedMs),
    skip: ({ hours = 0, minutes = 0 }: Duration) => {
      skippedMs += hours * hourMs + minutes * minuteMs;
    },
  };
}
