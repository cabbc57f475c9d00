import { PassingMap } from "../churn-safe-map.ts";
import type { Lease, Marked, OutboxEntry, OutboxStore } from "../store/outbox-store.ts";
import type { RetryDecision } from "./retry-policy.ts";

interface Unsettled {
  readonly entry: OutboxEntry;
  readonly verdict: RetryDecision;
}

/** Verdicts that the store could not be told at once: more means that it was away for long. */
const maxUnsettled = 10_000;

/** Tells the store what became of replies, later where it can't be told now: a sent one is not sent again. */
export class Settler {
  readonly #unsettled = new PassingMap<Unsettled>();
  readonly #store: OutboxStore;

  constructor(store: OutboxStore) {
    this.#store = store;
  }

  /** Rejects where the store can't be told; then, and where it refuses, `settleOld` makes up for it. */
  async settle(
    lease: Lease,
    name: string,
    entry: OutboxEntry,
    verdict: RetryDecision,
  ): Promise<Marked> {
    this.#remember(name, { entry, verdict });
    const marked = await this.#mark(lease, name, entry, verdict);
    if (marked.held) this.#unsettled.delete(name);
    return marked;
  }

  /** Tells what is not told yet of this resident. Null where all is told. Rejects with what the store does. */
  async settleOld(lease: Lease, name: string): Promise<Marked | null> {
    const old = this.#unsettled.get(name);
    return old === undefined ? null : this.settle(lease, name, old.entry, old.verdict);
  }

  /** Whether something of this resident is still to be told. */
  owes(name: string): boolean {
    return this.#unsettled.has(name);
  }

  #mark(lease: Lease, name: string, entry: OutboxEntry, verdict: RetryDecision): Promise<Marked> {
    switch (verdict.type) {
      case "sent":
        return this.#store.markSent(lease, name, entry);
      case "later":
        return this.#store.markLater(lease, name, entry, verdict.tries, verdict.delayMs);
      case "park":
        return this.#store.park(lease, name, entry, verdict.reason);
    }
  }

  #remember(name: string, unsettled: Unsettled): void {
    this.#unsettled.set(name, unsettled);
    if (this.#unsettled.size <= maxUnsettled) return;
    const [oldest] = this.#unsettled.names();
    if (oldest !== undefined) this.#unsettled.delete(oldest);
  }
}
