import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import type { World } from "../environment.ts";
import type { FaultResident } from "../resident.ts";

/** While the service is hurt on purpose, and until it has caught up, replies are late by right. Milliseconds since the epoch. */
export interface Disturbance {
  readonly from: number;
  to: number;
}

interface Talk {
  readonly resident: FaultResident;
  readonly from: number;
  readonly to: number;
}

const betweenTalksMs = 150;
const sampleEveryMs = 1_000;
/** A process that has just started still grows. */
const warmUpMs = 8_000;

/** Watches how long residents wait for replies, and what the service's process holds. */
export class Watch {
  readonly disturbances: Disturbance[] = [];
  readonly #talks: Talk[] = [];
  readonly #memory: { readonly pid: number; readonly at: number; readonly megabytes: number }[] =
    [];
  #over = false;
  #running: Promise<unknown> = Promise.resolve();

  start(world: World, residents: readonly FaultResident[]): void {
    const talking = residents.map(async (resident) => {
      while (!this.#over) {
        const from = Date.now();
        await resident.talk();
        this.#talks.push({ resident, from, to: Date.now() });
        await pause(betweenTalksMs);
      }
    });
    const sampling = async () => {
      for (; !this.#over; await pause(sampleEveryMs)) {
        const pid = world.replicas[0]?.program.pid ?? 0;
        const megabytes = await residentMegabytes(pid);
        if (megabytes !== null) this.#memory.push({ pid, at: Date.now(), megabytes });
      }
    };
    this.#running = Promise.all([...talking, sampling()]);
  }

  async stop(): Promise<void> {
    this.#over = true;
    await this.#running;
  }

  /** The wait that 99 of 100 of their talks between those moments, outside the disturbances, stayed below. */
  p99(
    residents: readonly FaultResident[],
    begin: number,
    end: number,
  ): { readonly ms: number; readonly talks: number; readonly disturbed: number } {
    const talks = this.#talks.filter(
      ({ resident, from, to }) => residents.includes(resident) && from >= begin && to <= end,
    );
    const quiet = talks.filter(({ from, to }) =>
      this.disturbances.every((one) => to < one.from || from > one.to),
    );
    const waits = quiet.map(({ from, to }) => to - from).sort((a, b) => a - b);
    return {
      ms: waits[Math.floor(waits.length * 0.99)] ?? Number.POSITIVE_INFINITY,
      talks: quiet.length,
      disturbed: talks.length - quiet.length,
    };
  }

  /**
   * Of the process that lived longest, once it was warm: the least that it held, megabytes, in each third of its life. What is
   * kept for ever lifts that; garbage that waits to be collected does not.
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

async function residentMegabytes(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kilobytes = /VmRSS:\s+(\d+)/.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}
