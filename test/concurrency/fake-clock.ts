import type { Clock } from "../../src/concurrency/clock.ts";

/** A clock that stands still until `pass` is called. */
export function createFakeClock() {
  let time = Date.UTC(2026, 10, 23);
  const timers = new Set<{ readonly at: number; readonly callback: () => void }>();
  const clock: Clock = {
    now: () => time,
    after: (ms, callback) => {
      const timer = { at: time + ms, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
  /** Runs each timer that is due meanwhile, and waits for what it started. */
  const pass = async (ms: number) => {
    const end = time + ms;
    await rest();
    for (;;) {
      const [next] = [...timers].sort((one, other) => one.at - other.at);
      if (next === undefined || next.at > end) break;
      timers.delete(next);
      time = Math.max(time, next.at);
      next.callback();
      await rest();
    }
    time = end;
  };
  return { clock, pass, date: () => new Date(time) };
}

/** Waits long enough for anything that needs neither clock nor network. */
async function rest(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
