import { createSingleFlight } from "../../concurrency/single-flight.ts";
import type { OutboundMessage } from "./outbound-message.ts";

const minBatchSize = 16;
const maxBatchSize = 2_000;
/** How long the senders should be busy with one batch. */
const aheadMs = 1_000;
/** The weight of a new duration in the moving average. */
const averageWeight = 0.1;
const firstAverageMs = 100;

interface ClaimedMessage {
  readonly message: OutboundMessage;
  readonly claimedAt: Date;
}

interface PrefetchOptions {
  readonly claim: (limit: number, now: Date) => Promise<readonly OutboundMessage[]>;
  readonly now: () => Date;
  /** How many messages are sent at the same time. */
  readonly senders: number;
}

/**
 * Hands out claimed messages one by one, and claims the next batch while some are left, so that the senders never wait for the
 * slowest one. Batches are large if sending is fast, because each claim costs time, and small if it is slow, because a claim
 * expires.
 */
export class PrefetchQueue {
  readonly #options: PrefetchOptions;
  readonly #ready: ClaimedMessage[] = [];
  /** If fewer messages are left, the next batch is claimed. */
  #lowWaterMark = 0;
  #averageMs = firstAverageMs;
  #wasWoken = false;
  /** Resolves with whether it is worth looking again. */
  readonly #refill = createSingleFlight(() => this.#claimBatch());

  constructor(options: PrefetchOptions) {
    this.#options = options;
  }

  /** There may be a message that a claim under way has not seen. */
  wake(): void {
    this.#wasWoken = true;
  }

  /** Returns the next message, or null if none is due. Rejects if claiming fails. */
  async next(): Promise<ClaimedMessage | null> {
    for (;;) {
      const next = this.#ready.shift();
      if (next === undefined) {
        if (!(await this.#refill())) return null;
        continue;
      }
      // If this fails, the sender that finds the queue empty claims again and gets the error.
      if (this.#ready.length < this.#lowWaterMark) this.#refill().catch(() => {});
      return next;
    }
  }

  /** Records how long one delivery took, from choosing the route until the outcome was stored. */
  noteDuration(ms: number): void {
    this.#averageMs += (ms - this.#averageMs) * averageWeight;
  }

  async #claimBatch(): Promise<boolean> {
    this.#wasWoken = false;
    const claimedAt = this.#options.now();
    const batch = await this.#options.claim(this.#batchSize(), claimedAt);
    this.#lowWaterMark = batch.length / 2;
    if (batch.length === 0) return this.#wasWoken;
    this.#ready.push(...batch.map((message) => ({ message, claimedAt })));
    return true;
  }

  #batchSize(): number {
    const wanted = (this.#options.senders * aheadMs) / Math.max(this.#averageMs, 1);
    return Math.round(Math.min(Math.max(wanted, minBatchSize), maxBatchSize));
  }
}
