import type { BenchPlatform } from "../platforms/platform.ts";
import { type Program, processorMs } from "./program.ts";
import { Resident } from "./resident.ts";
import type { OnReply } from "./stand-in.ts";
import { percentile, type Round } from "./statistics.ts";

/** Residents of all programs, by the id to which the stand-in is told to send. */
export class Town {
  readonly #residents = new Map<string, Resident>();
  readonly #platform: BenchPlatform;

  constructor(platform: BenchPlatform) {
    this.#platform = platform;
  }

  readonly replied: OnReply = (user, text, at) => this.#residents.get(user)?.replied(text, at);

  /** Residents who have opened their conversation with the program. */
  async settle(program: Program, name: string, count: number): Promise<Resident[]> {
    const residents = Array.from({ length: count }, (_, index) => {
      const resident = new Resident(`${name}-${index}`, program.port, this.#platform);
      this.#residents.set(resident.user, resident);
      return resident;
    });
    await Promise.all(residents.map((resident) => resident.begin()));
    return residents;
  }
}

/** All residents talk at once, each sending the next message once the last one is answered. */
export async function talk(
  program: Program,
  residents: readonly Resident[],
  forMs: number,
): Promise<Round> {
  const latencies: number[] = [];
  const processorBefore = await processorMs(program);
  const began = performance.now();
  await Promise.all(
    residents.map(async (resident) => {
      while (performance.now() - began < forMs) latencies.push(await resident.turn());
    }),
  );
  const elapsedMs = performance.now() - began;
  return { latencies, elapsedMs, processorMs: (await processorMs(program)) - processorBefore };
}

/** 99th percentile of a webhook's answer, in milliseconds, at a steady rate whatever becomes of the replies. */
export async function acknowledge(
  residents: readonly Resident[],
  perSecond: number,
  forMs: number,
): Promise<number> {
  const count = Math.floor((perSecond * forMs) / 1000);
  const began = performance.now();
  const times = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const due = (index * 1000) / perSecond;
      await new Promise((resolve) =>
        setTimeout(resolve, Math.max(0, began + due - performance.now())),
      );
      return residents[index % residents.length]?.acknowledged() ?? Number.NaN;
    }),
  );
  return percentile(times, 0.99);
}
