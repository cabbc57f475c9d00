import { setTimeout as pause } from "node:timers/promises";
import type { BenchPlatform } from "../bench/platforms/platform.ts";
import { learn } from "./baseline.ts";
import { add, type Excuses, judge, type Verdict } from "./check-replies.ts";
import type { World } from "./environment.ts";
import type { Platform } from "./fault-platform.ts";
import { FaultResident, type Town } from "./resident.ts";
import { due, type Script } from "./script.ts";

/** One fault, on a service that was started for it. */
export interface Row {
  readonly name: string;
  readonly replicas: number;
  /** Absent: on every platform. */
  readonly on?: BenchPlatform["name"];
  /** The service is on all platforms at once. */
  readonly onAll?: true;
  /** Of the service, beside the usual ones. */
  readonly settings?: Readonly<Record<string, string>>;
  run(trial: Trial): Promise<Outcome>;
}

export interface Outcome extends Verdict {
  /** Webhooks acknowledged. */
  readonly sent: number;
  /** From the end of the fault, or from a kill, to the first reply; null where nothing was interrupted. */
  readonly recoverMs: number | null;
  /** Promises broken beyond what the columns show. */
  readonly broken: readonly string[];
}

/** What the fault excuses, and when it was over. */
export interface Strike extends Partial<Excuses> {
  readonly lifted: readonly number[];
}

const residentCount = 16;
const beforeMs = 1_000;
const afterMs = 2_000;
/** A late copy of a reply comes within this time. */
const defaultSettleMs = 1_500;

/** What a row works with. */
export class Trial {
  readonly world: World;
  readonly town: Town;
  readonly #name: string;
  #residents = 0;
  #turn = 0;

  constructor(world: World, script: Script, name: string, platform = world.platform) {
    this.world = world;
    this.#name = name;
    this.town = {
      platform,
      script,
      nextPort: () => {
        this.#turn += 1;
        const live = world.replicas;
        return live[this.#turn % live.length]?.port ?? 0;
      },
    };
  }

  /** The same on another platform. */
  async on(platform: Platform): Promise<Trial> {
    if (platform === this.town.platform) return this;
    return new Trial(this.world, await learn(this.world, platform), this.#name, platform);
  }

  /** Residents who have not written yet. */
  strangers(count: number): FaultResident[] {
    return Array.from({ length: count }, () => {
      this.#residents += 1;
      return new FaultResident(`${this.#name}-${this.#residents}`, this.town);
    });
  }

  /** Residents who have been greeted. */
  async greeted(count: number): Promise<FaultResident[]> {
    const residents = this.strangers(count);
    await Promise.all(residents.map((resident) => resident.talk()));
    return residents;
  }

  /** Residents fill in forms, one line at a time, while the fault strikes and for a while after. */
  async underLoad(
    fault: () => Promise<Strike>,
    settleMs = defaultSettleMs,
  ): Promise<Outcome & { readonly residents: readonly FaultResident[] }> {
    const residents = await this.greeted(residentCount);
    let over = false;
    const talking = residents.map(async (resident, index) => {
      while (!over && (await resident.talk())) await pause(index + 1);
    });
    await pause(beforeMs);
    const strike = await fault();
    await pause(afterMs);
    over = true;
    await Promise.all(talking);
    await pause(settleMs);
    return { ...this.outcome(residents, strike), residents };
  }

  outcome(
    residents: readonly FaultResident[],
    { struck = [], unanswered = [], lifted }: Strike,
  ): Outcome {
    const { platform, script } = this.town;
    const verdicts = residents.map(({ user, acknowledged }) =>
      judge(due(script, acknowledged), platform.delivered(user), { struck, unanswered }),
    );
    return {
      ...add(verdicts),
      sent: residents.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
      recoverMs: lifted.length === 0 ? null : Math.max(...lifted.map((at) => this.#silence(at))),
      broken: [],
    };
  }

  /** Milliseconds from then to the next reply. */
  #silence(at: number): number {
    const next = this.town.platform.firstAfter(at);
    return next === null ? Number.POSITIVE_INFINITY : next.at - at;
  }
}

export function withBroken<T extends Outcome>(outcome: T, broken: readonly (string | null)[]): T {
  return { ...outcome, broken: [...outcome.broken, ...broken.filter((what) => what !== null)] };
}
