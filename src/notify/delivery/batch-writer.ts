import { setImmediate as nextTurn } from "node:timers/promises";
import type { DeliveryOutcome, MessageQueue } from "./outbound-message.ts";

interface WaitingOutcome {
  readonly outcome: DeliveryOutcome;
  readonly written: PromiseWithResolvers<void>;
}

/**
 * Stores outcomes in batches: those that come in while a statement is under way go with the next one. `write` resolves after its
 * own outcome is stored, and only then is its sender free. So a killed process has never sent more messages without storing
 * them than it has senders.
 */
export class BatchWriter {
  #waiting: WaitingOutcome[] = [];
  #isWriting = false;
  readonly #queue: MessageQueue;
  readonly #now: () => Date;

  constructor(queue: MessageQueue, now: () => Date) {
    this.#queue = queue;
    this.#now = now;
  }

  write(outcome: DeliveryOutcome): Promise<void> {
    const written = Promise.withResolvers<void>();
    this.#waiting.push({ outcome, written });
    if (!this.#isWriting) void this.#writeAll();
    return written.promise;
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      await this.#gather();
      const batch = this.#waiting;
      this.#waiting = [];
      await this.#writeBatch(batch);
    }
    this.#isWriting = false;
  }

  /** Waits as long as each turn of the event loop brings more: a statement costs as much as several of its rows. */
  async #gather(): Promise<void> {
    for (let count = 0; count < this.#waiting.length; await nextTurn()) {
      count = this.#waiting.length;
    }
  }

  /** Never rejects: the callers of `write` get the error. */
  async #writeBatch(batch: readonly WaitingOutcome[]): Promise<void> {
    try {
      const outcomes = batch.map(({ outcome }) => outcome);
      await this.#queue.saveOutcomes(outcomes, this.#now());
      for (const { written } of batch) written.resolve();
    } catch (error) {
      for (const { written } of batch) written.reject(error);
    }
  }
}
