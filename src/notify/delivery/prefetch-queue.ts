import type { Errand } from "./outbound-message.ts";

/** Errands of this replica's, claimed at one time. */
export interface Batch {
  readonly claimed: readonly Errand[];
  readonly claimedAt: Date;
}

interface Ready {
  readonly errand: Errand;
  readonly claimedAt: Date;
}

/** Hands claimed errands out one by one, and claims the next while some are left: senders wait for no slowest one. */
export class PrefetchQueue {
  readonly #claim: () => Promise<Batch>;
  readonly #ready: Ready[] = [];
  /** Fewer left than this: time for the next. */
  #low = 0;
  #claiming: Promise<boolean> | null = null;
  #isWanted = false;

  constructor(claim: () => Promise<Batch>) {
    this.#claim = claim;
  }

  /** There may be something that a claim under way has not seen. */
  wake(): void {
    this.#isWanted = true;
  }

  /** The next one; null once nothing is due. Rejects with what claiming does. */
  async take(): Promise<Ready | null> {
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
    const { claimed, claimedAt } = await this.#claim();
    this.#low = claimed.length / 2;
    if (claimed.length === 0) return this.#isWanted;
    this.#ready.push(...claimed.map((errand) => ({ errand, claimedAt })));
    return true;
  }
}
