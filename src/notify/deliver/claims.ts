import type { Claimed } from "./queue.ts";

/** Deliveries of this replica's, claimed at one time, and what was loaded for all of them. */
export interface Batch<Known> {
  readonly claimed: readonly Claimed[];
  readonly claimedAt: Date;
  readonly known: Known;
}

/** Hands claimed deliveries out one by one, and claims the next while some are left: senders wait for no slowest one. */
export class Claims<Known> {
  readonly #claim: () => Promise<Batch<Known> | null>;
  /** Fewer left than this: time for the next. */
  readonly #low: number;
  #ready: { readonly one: Claimed; readonly batch: Batch<Known> }[] = [];
  #claiming: Promise<boolean> | null = null;
  #isWanted = false;

  constructor(claim: () => Promise<Batch<Known> | null>, low: number) {
    this.#claim = claim;
    this.#low = low;
  }

  /** There may be something that a claim under way has not seen. */
  wake(): void {
    this.#isWanted = true;
  }

  /** The next one; null once nothing is due. Rejects with what claiming does. */
  async take(): Promise<{ readonly one: Claimed; readonly batch: Batch<Known> } | null> {
    for (;;) {
      const next = this.#ready.shift();
      if (next === undefined) {
        if (!(await this.#refill())) return null;
        continue;
      }
      // Where it fails, who finds nothing left claims again and hears of it.
      if (this.#ready.length < this.#low) this.#refill().catch(() => {});
      return next;
    }
  }

  /** One claim at a time; whether it is worth another look. */
  #refill(): Promise<boolean> {
    this.#claiming ??= this.#claimMore().finally(() => {
      this.#claiming = null;
    });
    return this.#claiming;
  }

  async #claimMore(): Promise<boolean> {
    this.#isWanted = false;
    const batch = await this.#claim();
    if (batch === null) return this.#isWanted;
    this.#ready.push(...batch.claimed.map((one) => ({ one, batch })));
    return true;
  }
}
