import { setImmediate } from "node:timers/promises";
import { PassingMap } from "./churn-safe-map.ts";

interface Waiting {
  readonly at: number;
  readonly run: () => Promise<void>;
}

/**
 * Runs what waits for one resident one after another, the oldest first; residents don't wait for each other.
 * Only what waits is put in order: what comes late runs late, and nothing is dropped.
 */
export class ResidentQueues {
  readonly #queues = new PassingMap<Waiting[]>();
  #nextRound: Promise<void> | null = null;

  /** Settles as `work` does, once it was its turn. */
  add<T>(resident: string, at: Date, work: () => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const waiting = { at: at.getTime(), run: () => work().then(resolve, reject) };
    const queue = this.#queues.get(resident);
    if (queue === undefined) {
      this.#queues.set(resident, [waiting]);
      this.#run(resident);
    } else {
      queue.splice(queue.findLastIndex((other) => other.at <= waiting.at) + 1, 0, waiting);
    }
    return promise;
  }

  async #run(resident: string): Promise<void> {
    const queue = this.#queues.get(resident) ?? [];
    await this.#round();
    for (let next = queue.shift(); next; next = queue.shift()) await next.run();
    this.#queues.delete(resident);
  }

  /** Requests that came in together are read together: one round of the event loop puts them in order. */
  #round(): Promise<void> {
    this.#nextRound ??= setImmediate().then(() => {
      this.#nextRound = null;
    });
    return this.#nextRound;
  }
}
