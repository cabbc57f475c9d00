import { setTimeout as pause } from "node:timers/promises";
import { page } from "../bench/platforms/messenger.ts";
import type { BenchPlatform } from "../bench/platforms/platform.ts";
import { account } from "../bench/platforms/zalo.ts";
import { type MetaStandIn, startMetaStandIn } from "../test/platforms/messenger/stand-in.ts";
import type { TransportFault } from "../test/platforms/transport-faults.ts";
import { type StandIn, startZaloStandIn } from "../test/platforms/zalo/stand-in.ts";

/** A reply as the resident got it. `at` is in milliseconds since the epoch. */
export interface Delivery {
  readonly user: string;
  readonly text: string;
  readonly at: number;
}

/** A fault that the stand-ins of both platforms can simulate. */
export interface PlatformFault {
  readonly name: TransportFault | "rate-limit";
  readonly ms?: number;
}

/** The common part of the stand-ins. */
interface AnyStandIn {
  readonly url: string;
  readonly ledger: { readonly entries: readonly Delivery[] };
  readonly faults: { set(fault: PlatformFault): void; clear(): void };
  refuse(user: string, code: number): void;
  close(): Promise<void>;
}

const pollMs = 5;

/** A platform's stand-in with faults that can be switched on, and with its ledger grouped by resident. */
export class FaultPlatform {
  readonly bench: BenchPlatform;
  readonly standIn: AnyStandIn;
  /** The same stand-in with what only Zalo has; null on Messenger. */
  readonly zalo: StandIn | null;
  /** The same stand-in with what only Messenger has; null on Zalo. */
  readonly meta: MetaStandIn | null;
  readonly #byUser = new Map<string, Delivery[]>();
  #read = 0;

  private constructor(
    bench: BenchPlatform,
    standIn: AnyStandIn,
    only: { readonly zalo?: StandIn; readonly meta?: MetaStandIn },
  ) {
    this.bench = bench;
    this.standIn = standIn;
    this.zalo = only.zalo ?? null;
    this.meta = only.meta ?? null;
  }

  static async start(bench: BenchPlatform): Promise<FaultPlatform> {
    if (bench.name === "messenger") {
      const meta = await startMetaStandIn({ page });
      return new FaultPlatform(bench, meta, { meta });
    }
    const zalo = await startZaloStandIn({ account, accessToken: account.accessToken });
    return new FaultPlatform(bench, zalo, { zalo });
  }

  /** Returns what the resident has received, in order. */
  delivered(user: string): readonly Delivery[] {
    const { entries } = this.standIn.ledger;
    for (; this.#read < entries.length; this.#read += 1) {
      const entry = entries[this.#read];
      if (entry === undefined) break;
      const delivered = this.#byUser.get(entry.user);
      if (delivered === undefined) this.#byUser.set(entry.user, [entry]);
      else delivered.push(entry);
    }
    return this.#byUser.get(user) ?? [];
  }

  /** Returns the first delivery to any user after that moment (milliseconds since the epoch), or null. */
  firstDeliveryAfter(moment: number): Delivery | null {
    return this.standIn.ledger.entries.find(({ at }) => at > moment) ?? null;
  }

  /** Returns whether anything has been delivered after that moment. */
  isActiveSince(moment: number): boolean {
    return (this.standIn.ledger.entries.at(-1)?.at ?? 0) > moment;
  }

  /** Waits for the condition. Resolves with false if it does not come true in time. */
  async waitUntil(isReached: () => boolean, maxWaitMs: number): Promise<boolean> {
    const giveUpAt = Date.now() + maxWaitMs;
    while (!isReached()) {
      if (Date.now() > giveUpAt) return false;
      await pause(pollMs);
    }
    return true;
  }
}
