export interface ExpiringMapOptions {
  readonly now: () => Date;
  readonly lifeMs: number;
  /** What all values together may weigh; the longest untouched go first. */
  readonly maxWeight: number;
}

interface Kept<Value> {
  readonly value: Value;
  readonly weight: number;
  readonly expiresAt: number;
}

/** A map whose entries end `lifeMs` after they were last set, and which never outgrows its weight. */
export class ExpiringMap<Value> {
  // A Map keeps the order of insertion, and every life is as long: the first to expire is the first.
  readonly #kept = new Map<string, Kept<Value>>();
  readonly #options: ExpiringMapOptions;
  #weight = 0;

  constructor(options: ExpiringMapOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#kept.size;
  }

  get(key: string): Value | undefined {
    const kept = this.#kept.get(key);
    return kept === undefined || this.#isOver(kept) ? undefined : kept.value;
  }

  set(key: string, value: Value, weight = 1): void {
    this.delete(key);
    const expiresAt = this.#options.now().getTime() + this.#options.lifeMs;
    this.#kept.set(key, { value, weight, expiresAt });
    this.#weight += weight;
    this.#sweep();
  }

  delete(key: string): void {
    const kept = this.#kept.get(key);
    if (kept === undefined) return;
    this.#kept.delete(key);
    this.#weight -= kept.weight;
  }

  #sweep(): void {
    for (const [key, kept] of this.#kept) {
      if (!this.#isOver(kept) && this.#weight <= this.#options.maxWeight) return;
      this.delete(key);
    }
  }

  #isOver(kept: Kept<Value>): boolean {
    return kept.expiresAt <= this.#options.now().getTime();
  }
}
