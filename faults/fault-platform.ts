import { setTimeout as pause } from "node:timers/promises";
import { page } from "../bench/platforms/messenger.ts";
import type { BenchPlatform } from "../bench/platforms/platform.ts";
import { account } from "../bench/platforms/zalo.ts";
import { type MetaStandIn, startMetaStandIn } from "../test/platforms/messenger/stand-in.ts";
import type { TransportFault } from "../test/platforms/transport-faults.ts";
import { type StandIn, startZaloStandIn } from "../test/platforms/zalo/stand-in.ts";

/** A reply as the resident got it, at milliseconds since the epoch. */
export interface Delivery {
  readonly user: string;
  readonly text: string;
  readonly at: number;
}

/** What both platforms can be told to do wrong. */
export interface PlatformFault {
  readonly name: TransportFault | "rate-limit";
  readonly ms?: number;
}

/** What the stand-ins have in common. */
interface AnyStandIn {
  readonly url: string;
  readonly ledger: { readonly entries: readonly Delivery[] };
  readonly faults: { set(fault: PlatformFault): void; clear(): void };
  refuse(user: string, code: number): void;
  close(): Promise<void>;
}

const lookEveryMs = 5;

/** A platform's stand-in, with its ledger sorted by resident. */
export class Platform {
  readonly bench: BenchPlatform;
  readonly standIn: AnyStandIn;
  /** The same stand-in, for what only one platform has. */
  readonly zalo: StandIn | null;
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

  static async start(bench: BenchPlatform): Promise<Platform> {
    if (bench.name === "messenger") {
      const meta = await startMetaStandIn({ page });
      return new Platform(bench, meta, { meta });
    }
    const zalo = await startZaloStandIn({ account, accessToken: account.accessToken });
    return new Platform(bench, zalo, { zalo });
  }

  /** What the resident has got, in order. */
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

  /** The first delivery to anybody after that moment (milliseconds since the epoch), or null. */
  firstAfter(moment: number): Delivery | null {
    return this.standIn.ledger.entries.find(({ at }) => at > moment) ?? null;
  }

  /** Whether anything has been delivered after that moment. */
  isActiveSince(moment: number): boolean {
    return (this.standIn.ledger.entries.at(-1)?.at ?? 0) > moment;
  }

  /** Resolves with whether `enough` came true before the time was over. */
  async until(enough: () => boolean, withinMs: number): Promise<boolean> {
    const giveUpAt = Date.now() + withinMs;
    while (!enough()) {
      if (Date.now() > giveUpAt) return false;
      await pause(lookEveryMs);
    }
    return true;
  }
}
