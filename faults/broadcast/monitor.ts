import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import type { Environment } from "../environment.ts";
import type { ScriptedResident } from "../resident.ts";

/** A fault, and the time that the service needs to catch up: replies may be late. Milliseconds since the epoch. */
export interface Disturbance {
  readonly from: number;
  to: number;
}

interface TimedTurn {
  readonly resident: ScriptedResident;
  readonly from: number;
  readonly to: number;
}

const betweenTurnsMs = 150;
const sampleEveryMs = 1_000;
/** A process that has just started still grows. Its memory counts after this time. */
const warmUpMs = 8_000;

/** Measures how long residents wait for replies, and how much memory the service's process holds. */
export class Monitor {
  readonly disturbances: Disturbance[] = [];
  readonly #turns: TimedTurn[] = [];
  readonly #memory: { readonly pid: number; readonly at: number; readonly megabytes: number }[] =
    [];
  #isStopped = false;
  #running: Promise<unknown> = Promise.resolve();

  start(environment: Environment, residents: readonly ScriptedResident[]): void {
    const conversations = residents.map(async (resident) => {
      while (!this.#isStopped) {
        const from = Date.now();
        await resident.takeTurn();
        this.#turns.push({ resident, from, to: Date.now() });
        await pause(betweenTurnsMs);
      }
    });
    const sampling = async () => {
      for (; !this.#isStopped; await pause(sampleEveryMs)) {
        const pid = environment.replicas[0]?.program.pid ?? 0;
        const megabytes = await readResidentMegabytes(pid);
        if (megabytes !== null) this.#memory.push({ pid, at: Date.now(), megabytes });
      }
    };
    this.#running = Promise.all([...conversations, sampling()]);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#running;
  }

  /** Returns the 99th percentile of these residents' turns between those times, outside the disturbances. */
  p99(
    residents: readonly ScriptedResident[],
    begin: number,
    end: number,
  ): { readonly ms: number; readonly turns: number; readonly disturbed: number } {
    const turns = this.#turns.filter(
      ({ resident, from, to }) => residents.includes(resident) && from >= begin && to <= end,
    );
    const undisturbed = turns.filter(({ from, to }) =>
      this.disturbances.every((one) => to < one.from || from > one.to),
    );
    const latencies = undisturbed.map(({ from, to }) => to - from).sort((a, b) => a - b);
    return {
      ms: latencies[Math.floor(latencies.length * 0.99)] ?? Number.POSITIVE_INFINITY,
      turns: undisturbed.length,
      disturbed: turns.length - undisturbed.length,
    };
  }

  /**
   * Returns the least memory in each third of a process's life, in megabytes, after it has warmed up. Takes the process
   * that lived longest. A leak raises the minimum; garbage that is not yet collected does not.
   */
  memory(): readonly [first: number, middle: number, last: number] {
    const byPid = Map.groupBy(this.#memory, ({ pid }) => pid);
    const [longest = []] = [...byPid.values()].sort((a, b) => b.length - a.length);
    const began = longest[0]?.at ?? 0;
    const warm = longest.filter(({ at }) => at - began > warmUpMs).map((one) => one.megabytes);
    const third = Math.ceil(warm.length / 3);
    return [
      Math.min(...warm.slice(0, third)),
      Math.min(...warm.slice(third, 2 * third)),
      Math.min(...warm.slice(-third)),
    ];
  }
}

async function readResidentMegabytes(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kilobytes = /VmRSS:\s+(\d+)/.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}
