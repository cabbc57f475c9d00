import type { Queries } from "../../db/schema.ts";
import { type Outcome, settle } from "./queue.ts";

/**
 * Writes outcomes in groups: those that come in while a statement is under way go with the next. `add` resolves once its own is
 * written, and only then is its sender free: what a killed process had sent and not written is never more than its senders.
 */
export class GroupSettler {
  #waiting: { readonly outcome: Outcome; readonly done: PromiseWithResolvers<void> }[] = [];
  #isWriting = false;
  readonly #db: Queries;
  readonly #now: () => Date;

  constructor(db: Queries, now: () => Date) {
    this.#db = db;
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
      const group = this.#waiting;
      this.#waiting = [];
      try {
        await settle(
          this.#db,
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
