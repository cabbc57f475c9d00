interface ExpiringMapOptions {
  readonly now: () => Date;
  readonly lifeMs: number;
  /** Limits the weight of all values together. Beyond it, the values that were set the longest ago are deleted. */
  readonly maxWeight: number;
}

interface ExpiringValue<Value> {
  readonly value: Value;
  readonly weight: number;
  readonly expiresAtMs: number;
}

/** A map whose entries expire `lifeMs` after they were last set, and which never outgrows its weight. */
export class ExpiringMap<Value> {
  // A Map keeps the order of insertion, and every entry lives equally long: the first entry is the first to expire.
  readonly #entries = new Map<string, ExpiringValue<Value>>();
  readonly #options: ExpiringMapOptions;
  #weight = 0;

  constructor(options: ExpiringMapOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    return entry === undefined || this.#isExpired(entry) ? undefined : entry.value;
  }

  set(key: string, value: Value, weight = 1): void {
    this.delete(key);
    const expiresAtMs = this.#options.now().getTime() + this.#options.lifeMs;
    this.#entries.set(key, { value, weight, expiresAtMs });
    this.#weight += weight;
    this.#sweep();
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#weight -= entry.weight;
  }

  #sweep(): void {
    for (const [key, entry] of this.#entries) {
      if (!this.#isExpired(entry) && this.#weight <= this.#options.maxWeight) return;
      this.delete(key);
    }
  }

  #isExpired({ expiresAtMs }: ExpiringValue<Value>): boolean {
    return expiresAtMs <= this.#options.now().getTime();
  }
}
