import { setImmediate } from "node:timers/promises";
import { ChurnSafeMap } from "./churn-safe-map.ts";

interface Waiting {
  readonly atMs: number;
  readonly run: () => Promise<void>;
}

/**
 * Runs the work of one resident one piece after the other, the oldest first; residents do not wait for each other.
 * Only waiting work is put in order: work that is added late runs late, and none is dropped.
 */
export class ResidentQueues {
  readonly #queues = new ChurnSafeMap<Waiting[]>();
  #nextRound: Promise<void> | null = null;

  /** Runs the work when it is its turn, and resolves or rejects as the work does. */
  add<T>(resident: string, at: Date, work: () => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const waiting = { atMs: at.getTime(), run: () => work().then(resolve, reject) };
    const queue = this.#queues.get(resident);
    if (queue === undefined) {
      this.#queues.set(resident, [waiting]);
      this.#run(resident);
    } else {
      queue.splice(queue.findLastIndex(({ atMs }) => atMs <= waiting.atMs) + 1, 0, waiting);
    }
    return promise;
  }

  async #run(resident: string): Promise<void> {
    const queue = this.#queues.get(resident) ?? [];
    await this.#waitForRound();
    for (let next = queue.shift(); next; next = queue.shift()) await next.run();
    this.#queues.delete(resident);
  }

  /** Waits for one round of the event loop, in which requests that came in together are all read and put in order. */
  #waitForRound(): Promise<void> {
    this.#nextRound ??= setImmediate().then(() => {
      this.#nextRound = null;
    });
    return this.#nextRound;
  }
}
