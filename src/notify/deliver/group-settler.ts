import { setImmediate as nextTurn } from "node:timers/promises";
import type { MessageQueue, Outcome } from "./errand.ts";

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

  async #write(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      // What other sends have brought in at the same moment goes along.
      await nextTurn();
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
