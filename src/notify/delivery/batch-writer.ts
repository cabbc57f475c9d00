import { setImmediate as nextTurn } from "node:timers/promises";
import type { MessageQueue, Outcome } from "./outbound-message.ts";

/**
 * Writes outcomes in groups: those that come in while a statement is under way go with the next. `add` resolves once its own is
 * written, and only then is its sender free: what a killed process had sent and not written is never more than its senders.
 */
export class GroupSettler {
  #waiting: { readonly outcome: Outcome; readonly done: PromiseWithResolvers<void> }[] = [];
  #isWriting = false;
  readonly #queue: MessageQueue;
  readonly #now: () => Date;

  constructor(queue: MessageQueue, now: () => Date) {
    this.#queue = queue;
    this.#now = now;
  }

  add(outcome: Outcome): Promise<void> {
    const done = Promise.withResolvers<void>();
    this.#waiting.push({ outcome, done });
    if (!this.#isWriting) void this.#write();
    return done.promise;
  }

  /** Waits while each turn of the event loop brings in more: a statement costs as much as several of its rows. */
  async #gather(): Promise<void> {
    for (let count = 0; count < this.#waiting.length; await nextTurn()) {
      count = this.#waiting.length;
    }
  }

  async #write(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      await this.#gather();
      const group = this.#waiting;
      this.#waiting = [];
      try {
        await this.#queue.settle(
          group.map(({ outcome }) => outcome),
          this.#now(),
        );
        for (const { done } of group) done.resolve();
      } catch (error) {
        for (const { done } of group) done.reject(error);
      }
    }
    this.#isWriting = false;
  }
}
