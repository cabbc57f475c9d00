import { setTimeout as pause } from "node:timers/promises";
import { account } from "../bench/turns/webhook.ts";
import type { LedgerEntry } from "../test/platforms/zalo/ledger.ts";
import { type StandIn, startZaloStandIn } from "../test/platforms/zalo/stand-in.ts";

export type Delivery = Pick<LedgerEntry, "user" | "text" | "at">;

const lookEveryMs = 5;

/** Zalo's stand-in, with its ledger sorted by resident. */
export class Platform {
  readonly standIn: StandIn;
  readonly #byUser = new Map<string, LedgerEntry[]>();
  #read = 0;

  private constructor(standIn: StandIn) {
    this.standIn = standIn;
  }

  static async start(): Promise<Platform> {
    const { accessToken } = account;
    return new Platform(await startZaloStandIn({ account, accessToken }));
  }

  /** What the resident has got, in order. */
  delivered(user: string): readonly LedgerEntry[] {
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
  firstAfter(moment: number): LedgerEntry | null {
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
