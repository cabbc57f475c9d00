const failuresToOpen = 5;
const firstPauseMs = 10_000;
const maxPauseMs = 5 * 60_000;

/** After failures in a row nothing is sent to the other side for a while, then one try probes it. */
export class CircuitBreaker {
  #failures = 0;
  #openUntil = 0;

  /** Returns the milliseconds until the other side may be tried; 0 means now. */
  waitMs(now: Date): number {
    return Math.max(0, this.#openUntil - now.getTime());
  }

  noteSuccess(): void {
    this.#failures = 0;
    this.#openUntil = 0;
  }

  noteFailure(now: Date): void {
    // What failed was under way when the breaker opened: sixteen failures at once count as one.
    if (this.waitMs(now) > 0) return;
    this.#failures += 1;
    if (this.#failures < failuresToOpen) return;
    const pauseMs = firstPauseMs * 2 ** (this.#failures - failuresToOpen);
    this.#openUntil = now.getTime() + Math.min(pauseMs, maxPauseMs);
  }
}
