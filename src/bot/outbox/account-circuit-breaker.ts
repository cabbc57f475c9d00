import { sendTimeoutMs } from "../../channels/sender.ts";
import type { Clock } from "../../concurrency/clock.ts";
import { maxWaitMs, probeMs } from "./retry-policy.ts";

interface Stop {
  until: number;
  readonly isAlarm: boolean;
}

/** Which accounts must not be sent for now, because their platform said so. */
export class Accounts {
  readonly #stops = new Map<string, Stop>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Milliseconds until this account may be sent for; 0: now. Of those who wait for an alarm one may probe. */
  waitMs(account: string): number {
    const stop = this.#stops.get(account);
    if (stop === undefined) return 0;
    const now = this.#clock.now();
    if (stop.until > now) return stop.until - now;
    if (stop.isAlarm) stop.until = now + sendTimeoutMs;
    else this.#stops.delete(account);
    return 0;
  }

  pause(account: string, ms: number): void {
    const until = this.#clock.now() + Math.min(ms, maxWaitMs);
    const stop = this.#stops.get(account);
    if (stop === undefined || !stop.isAlarm) this.#stops.set(account, { until, isAlarm: false });
    else stop.until = Math.max(stop.until, until);
  }

  /** Returns whether this account had no alarm before. */
  alarm(account: string): boolean {
    const isNew = this.#stops.get(account)?.isAlarm !== true;
    this.#stops.set(account, { until: this.#clock.now() + probeMs, isAlarm: true });
    return isNew;
  }

  /** A send of this account went through. */
  clear(account: string): void {
    if (this.#stops.size > 0 && this.#stops.get(account)?.isAlarm) this.#stops.delete(account);
  }
}
