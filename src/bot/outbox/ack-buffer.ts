import { ChurnSafeMap } from "../churn-safe-map.ts";
import type { AckResult, Lease, OutboxEntry, OutboxStore } from "../store/outbox-store.ts";
import type { RetryDecision } from "./retry-policy.ts";

interface PendingAck {
  readonly entry: OutboxEntry;
  readonly decision: RetryDecision;
}

/** More than this many unacknowledged replies mean that the store was away for long; the oldest are dropped. */
const maxPending = 10_000;

/**
 * Acknowledges attempts to the store. What the store could not take is kept and acknowledged before the resident's
 * next send, so that a reply that was sent is not sent again.
 */
export class AckBuffer {
  readonly #pending = new ChurnSafeMap<PendingAck>();
  readonly #store: OutboxStore;

  constructor(store: OutboxStore) {
    this.#store = store;
  }

  /** Rejects if the store does; then, and if the store refuses, `acknowledgePending` catches up. */
  async acknowledge(
    lease: Lease,
    name: string,
    entry: OutboxEntry,
    decision: RetryDecision,
  ): Promise<AckResult> {
    this.#add(name, { entry, decision });
    const result = await this.#write(lease, name, entry, decision);
    if (result.isHeld) this.#pending.delete(name);
    return result;
  }

  /** Acknowledges what is pending for this resident. Returns null if nothing is. Rejects if the store does. */
  async acknowledgePending(lease: Lease, name: string): Promise<AckResult | null> {
    const pending = this.#pending.get(name);
    if (pending === undefined) return null;
    return this.acknowledge(lease, name, pending.entry, pending.decision);
  }

  hasPending(name: string): boolean {
    return this.#pending.has(name);
  }

  #write(
    lease: Lease,
    name: string,
    entry: OutboxEntry,
    decision: RetryDecision,
  ): Promise<AckResult> {
    switch (decision.type) {
      case "sent":
        return this.#store.markSent(lease, name, entry);
      case "later":
        return this.#store.postpone(lease, name, entry, decision.tries, decision.delayMs);
      case "dead-letter":
        return this.#store.moveToDeadLetters(lease, name, entry, decision.reason);
    }
  }

  #add(name: string, pending: PendingAck): void {
    this.#pending.set(name, pending);
    if (this.#pending.size <= maxPending) return;
    const [oldest] = this.#pending.keys();
    if (oldest !== undefined) this.#pending.delete(oldest);
  }
}
