const failuresToOpen = 5;
const firstPauseMs = 10_000;
const maxPauseMs = 5 * 60_000;

/** Leaves a route alone while it is down: after failures in a row nothing is sent by it for a while, then one try tells. */
export class Breaker {
  #failures = 0;
  #openUntil = 0;

  /** Milliseconds until the route may be tried; 0: now. */
  waitMs(now: Date): number {
    return Math.max(0, this.#openUntil - now.getTime());
  }

  noteSuccess(): void {
    this.#failures = 0;
    this.#openUntil = 0;
  }

  noteFailure(now: Date): void {
    // Of what was under way when it opened: sixteen failures at once are one.
    if (this.waitMs(now) > 0) return;
    this.#failures += 1;
    if (this.#failures < failuresToOpen) return;
    const pause = firstPauseMs * 2 ** (this.#failures - failuresToOpen);
    this.#openUntil = now.getTime() + Math.min(pause, maxPauseMs);
  }
}
