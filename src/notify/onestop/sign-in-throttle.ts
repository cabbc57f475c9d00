/** Refused sign-ins of one address in the window. The next one has to wait, whether it is right or wrong. */
const maxRefused = 10;
const windowMs = 15 * 60_000;
/** The number of remembered addresses. Beyond it the oldest is forgotten. */
const maxAddresses = 10_000;

interface Refusals {
  readonly since: number;
  readonly count: number;
}

/**
 * Slows down guessing of the password. Only refused sign-ins count, because many one-stop systems sign in before each call.
 * Each replica counts on its own.
 */
export class SignInThrottle {
  readonly #refusals = new Map<string, Refusals>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Returns the milliseconds until this address may try again; 0 means now. */
  waitMs(address: string): number {
    const known = this.#current(address);
    return known === null || known.count < maxRefused
      ? 0
      : known.since + windowMs - this.#now().getTime();
  }

  countRefused(address: string): void {
    const known = this.#current(address);
    this.#refusals.delete(address);
    this.#refusals.set(address, {
      since: known?.since ?? this.#now().getTime(),
      count: (known?.count ?? 0) + 1,
    });
    const [oldest] = this.#refusals.keys();
    if (this.#refusals.size > maxAddresses && oldest !== undefined) this.#refusals.delete(oldest);
  }

  #current(address: string): Refusals | null {
    const known = this.#refusals.get(address);
    return known !== undefined && known.since + windowMs > this.#now().getTime() ? known : null;
  }
}
