import { setTimeout as pause } from "node:timers/promises";
import type { BenchPlatform } from "../platforms/platform.ts";
import { percentile } from "../statistics.ts";
import { type Program, processorMs } from "./program.ts";
import { Resident } from "./resident.ts";
import type { OnReply } from "./stand-in.ts";
import type { Round } from "./statistics.ts";

/** So many conversations are opened at once: their first replies must all come before the laps begin. */
const openedAtOnce = 32;

/** The residents of all programs by user id. Passes each reply that reaches the stand-in to its resident. */
export class ResidentDirectory {
  readonly #residents = new Map<string, Resident>();
  readonly #platform: BenchPlatform;

  constructor(platform: BenchPlatform) {
    this.#platform = platform;
  }

  readonly onReply: OnReply = (user, text, at) => this.#residents.get(user)?.onReply(text, at);

  /** Returns residents who have opened their conversation with the program. */
  async open(program: Program, name: string, count: number): Promise<Resident[]> {
    const residents = Array.from({ length: count }, (_, index) => {
      const resident = new Resident(`${name}-${index}`, program.port, this.#platform);
      this.#residents.set(resident.user, resident);
      return resident;
    });
    for (let from = 0; from < count; from += openedAtOnce) {
      const group = residents.slice(from, from + openedAtOnce);
      await Promise.all(group.map((resident) => resident.open()));
    }
    return residents;
  }
}

/** Closed loop: all residents talk at once, and each sends the next message when the last one is answered. */
export async function talkInClosedLoop(
  program: Program,
  residents: readonly Resident[],
  forMs: number,
): Promise<Round> {
  const latencies: number[] = [];
  const processorBefore = await processorMs(program);
  const startedAt = performance.now();
  await Promise.all(
    residents.map(async (resident) => {
      while (performance.now() - startedAt < forMs) latencies.push(await resident.takeTurn());
    }),
  );
  const elapsedMs = performance.now() - startedAt;
  return { latencies, elapsedMs, processorMs: (await processorMs(program)) - processorBefore };
}

/**
 * Open loop: a turn is due at a steady rate, whether or not the earlier ones are answered. A latency counts from the
 * time when the turn was due, so that a turn that had to wait for a free resident counts its wait.
 */
export async function talkAtRate(
  program: Program,
  residents: readonly Resident[],
  perSecond: number,
  forMs: number,
): Promise<Round> {
  const idle = [...residents];
  const waiting: ((resident: Resident) => void)[] = [];
  const acquire = () =>
    new Promise<Resident>((resolve) => {
      const resident = idle.shift();
      if (resident === undefined) waiting.push(resolve);
      else resolve(resident);
    });
  const release = (resident: Resident) => {
    const next = waiting.shift();
    if (next === undefined) idle.push(resident);
    else next(resident);
  };
  const processorBefore = await processorMs(program);
  const startedAt = performance.now();
  const latencies = await atRate(perSecond, forMs, async (dueAt) => {
    const resident = await acquire();
    // A timer may fire a fraction of a millisecond early.
    const waitedMs = Math.max(0, performance.now() - dueAt);
    const latencyMs = await resident.takeTurn();
    release(resident);
    return waitedMs + latencyMs;
  });
  const elapsedMs = performance.now() - startedAt;
  return { latencies, elapsedMs, processorMs: (await processorMs(program)) - processorBefore };
}

/**
 * Returns the 99th percentile of the time until a webhook is acknowledged, in milliseconds, at a steady rate. Does not
 * wait for replies.
 */
export async function acknowledgedP99(
  residents: readonly Resident[],
  perSecond: number,
  forMs: number,
): Promise<number> {
  const times = await atRate(perSecond, forMs, (_dueAt, index) => {
    const resident = residents[index % residents.length];
    if (resident === undefined) throw new Error("There are no residents.");
    return resident.acknowledgedAfter();
  });
  return percentile(times, 0.99);
}

/** Starts the work at a steady rate, and resolves with the results when all of it is done. */
function atRate<Result>(
  perSecond: number,
  forMs: number,
  work: (dueAt: number, index: number) => Promise<Result>,
): Promise<Result[]> {
  const count = Math.floor((perSecond * forMs) / 1000);
  const startedAt = performance.now();
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const dueAt = startedAt + (index * 1000) / perSecond;
      await pause(Math.max(0, dueAt - performance.now()));
      return work(dueAt, index);
    }),
  );
}
