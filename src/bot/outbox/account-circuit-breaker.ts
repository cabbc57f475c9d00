import type { Clock } from "../../concurrency/clock.ts";
import { maxRateLimitMs, probeIntervalMs } from "./retry-policy.ts";

interface Pause {
  untilMs: number;
  readonly isBlocked: boolean;
}

/** Pauses the accounts whose platform asked us to wait, and probes those that it blocked. */
export class AccountCircuitBreaker {
  readonly #pauses = new Map<string, Pause>();
  readonly #clock: Clock;
  readonly #sendTimeoutMs: number;

  constructor(clock: Clock, sendTimeoutMs: number) {
    this.#clock = clock;
    this.#sendTimeoutMs = sendTimeoutMs;
  }

  /** The accounts that wait until a person acts. */
  get blockedCount(): number {
    return [...this.#pauses.values()].filter(({ isBlocked }) => isBlocked).length;
  }

  /** Returns the milliseconds until the account may send; 0 means now. A blocked account lets one send at a time probe it. */
  waitMs(account: string): number {
    const pause = this.#pauses.get(account);
    if (pause === undefined) return 0;
    const now = this.#clock.now();
    if (pause.untilMs > now) return pause.untilMs - now;
    if (pause.isBlocked) pause.untilMs = now + this.#sendTimeoutMs;
    else this.#pauses.delete(account);
    return 0;
  }

  pause(account: string, ms: number): void {
    const untilMs = this.#clock.now() + Math.min(ms, maxRateLimitMs);
    const pause = this.#pauses.get(account);
    if (pause?.isBlocked) pause.untilMs = Math.max(pause.untilMs, untilMs);
    else this.#pauses.set(account, { untilMs, isBlocked: false });
  }

  /** Blocks the account until a send succeeds. Returns whether it was not blocked before. */
  block(account: string): boolean {
    const wasBlocked = this.#pauses.get(account)?.isBlocked === true;
    this.#pauses.set(account, { untilMs: this.#clock.now() + probeIntervalMs, isBlocked: true });
    return !wasBlocked;
  }

  /** A send of this account succeeded: it is blocked no longer. */
  unblock(account: string): void {
    if (this.#pauses.get(account)?.isBlocked) this.#pauses.delete(account);
  }
}
