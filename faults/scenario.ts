import { setTimeout as pause } from "node:timers/promises";
import type { BenchPlatform } from "../bench/platforms/platform.ts";
import { recordBaseline } from "./baseline.ts";
import { type AllowedRepeats, addCounts, checkReplies, type ReplyCounts } from "./check-replies.ts";
import type { Environment } from "./environment.ts";
import type { FaultPlatform } from "./fault-platform.ts";
import { type ResidentContext, ScriptedResident } from "./resident.ts";
import { dueReplies, type Script } from "./script.ts";

/** One fault, injected into a service that was started for it. */
export interface Scenario {
  readonly name: string;
  readonly replicas: number;
  /** The only platform that has this fault; absent: every platform has it. */
  readonly on?: BenchPlatform["name"];
  /** The service runs on all platforms at once. */
  readonly onAll?: true;
  /** Settings of the service in addition to the usual ones. */
  readonly settings?: Readonly<Record<string, string>>;
  run(trial: Trial): Promise<Outcome>;
}

export interface Outcome extends ReplyCounts {
  /** Webhooks acknowledged. */
  readonly sent: number;
  /** From the end of the fault, or from a kill, to the first reply; null if nothing was interrupted. */
  readonly recoverMs: number | null;
  /** Broken promises that the counts do not show. */
  readonly violations: readonly string[];
}

/** The repeats that a fault allows, and when each interruption ended. Milliseconds since the epoch. */
export interface InjectedFault extends Partial<AllowedRepeats> {
  readonly liftedAt: readonly number[];
}

const residentCount = 16;
const beforeFaultMs = 1_000;
const afterFaultMs = 2_000;
/** A late copy of a reply comes within this time. */
const defaultLateCopyMs = 1_500;

/** One run of a scenario: its environment, and the residents who write meanwhile. */
export class Trial {
  readonly environment: Environment;
  readonly context: ResidentContext;
  readonly #name: string;
  #residents = 0;
  #webhooks = 0;

  constructor(
    environment: Environment,
    script: Script,
    name: string,
    platform = environment.platform,
    /** The port of every webhook; absent: all replicas in turn. */
    port?: () => number,
  ) {
    this.environment = environment;
    this.#name = name;
    this.context = {
      platform,
      script,
      nextPort: () => {
        if (port !== undefined) return port();
        this.#webhooks += 1;
        const { replicas } = environment;
        return replicas[this.#webhooks % replicas.length]?.port ?? 0;
      },
    };
  }

  /** Returns the same trial on another platform. */
  async onPlatform(platform: FaultPlatform): Promise<Trial> {
    if (platform === this.context.platform) return this;
    const script = await recordBaseline(this.environment, platform);
    return new Trial(this.environment, script, this.#name, platform);
  }

  /** Returns residents who have not written yet. */
  createResidents(count: number): ScriptedResident[] {
    return Array.from({ length: count }, () => {
      this.#residents += 1;
      return new ScriptedResident(`${this.#name}-${this.#residents}`, this.context);
    });
  }

  /** Returns residents who have been greeted. */
  async createGreetedResidents(count: number): Promise<ScriptedResident[]> {
    const residents = this.createResidents(count);
    await Promise.all(residents.map((resident) => resident.takeTurn()));
    return residents;
  }

  /** Injects the fault while residents fill in forms, one message at a time. They go on for a while afterwards. */
  async runUnderLoad(
    inject: () => Promise<InjectedFault>,
    lateCopyMs = defaultLateCopyMs,
  ): Promise<Outcome & { readonly residents: readonly ScriptedResident[] }> {
    const residents = await this.createGreetedResidents(residentCount);
    let isOver = false;
    const conversations = residents.map(async (resident, index) => {
      while (!isOver && (await resident.takeTurn())) await pause(index + 1);
    });
    await pause(beforeFaultMs);
    const fault = await inject();
    await pause(afterFaultMs);
    isOver = true;
    await Promise.all(conversations);
    await pause(lateCopyMs);
    return { ...this.outcomeOf(residents, fault), residents };
  }

  outcomeOf(
    residents: readonly ScriptedResident[],
    { interruptedAt = [], unanswered = [], liftedAt }: InjectedFault,
  ): Outcome {
    const { platform, script } = this.context;
    const counts = residents.map(({ user, acknowledged }) =>
      checkReplies(dueReplies(script, acknowledged), platform.delivered(user), {
        interruptedAt,
        unanswered,
      }),
    );
    const silences = liftedAt.map((at) => this.#silenceMsAfter(at));
    return {
      ...addCounts(counts),
      sent: residents.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
      recoverMs: silences.length === 0 ? null : Math.max(...silences),
      violations: [],
    };
  }

  /** Returns the milliseconds from then to the next reply. */
  #silenceMsAfter(at: number): number {
    const next = this.context.platform.firstDeliveryAfter(at);
    return next === null ? Number.POSITIVE_INFINITY : next.at - at;
  }
}

/** Returns the outcome with those violations that are not null. */
export function withViolations<T extends Outcome>(
  outcome: T,
  violations: readonly (string | null)[],
): T {
  const found = violations.filter((violation) => violation !== null);
  return { ...outcome, violations: [...outcome.violations, ...found] };
}
