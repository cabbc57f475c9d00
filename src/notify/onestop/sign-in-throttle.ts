/** Refused sign-ins of one address in the window; the next one waits, right or wrong. */
const maxRefused = 10;
const windowMs = 15 * 60_000;
/** Addresses remembered; beyond, the oldest is forgotten. */
const maxAddresses = 10_000;

interface Refused {
  readonly since: number;
  readonly count: number;
}

/**
 * Slows down who guesses the password. Only refused sign-ins count: many one-stop systems sign in before each call. Each replica
 * counts its own.
 */
export class SignInThrottle {
  readonly #refused = new Map<string, Refused>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  /** Milliseconds until this address may try again; 0: now. */
  waitMs(address: string): number {
    const known = this.#known(address);
    return known === null || known.count < maxRefused
      ? 0
      : known.since + windowMs - this.#now().getTime();
  }

  countRefused(address: string): void {
    const known = this.#known(address);
    this.#refused.delete(address);
    this.#refused.set(address, {
      since: known?.since ?? this.#now().getTime(),
      count: (known?.count ?? 0) + 1,
    });
    const [oldest] = this.#refused.keys();
    if (this.#refused.size > maxAddresses && oldest !== undefined) this.#refused.delete(oldest);
  }

  #known(address: string): Refused | null {
    const known = this.#refused.get(address);
    return known !== undefined && known.since + windowMs > this.#now().getTime() ? known : null;
  }
}
