const least = 16;
const most = 2_000;
/** For about as long as this, what was claimed keeps the senders busy. */
const aheadMs = 1_000;
/** The part of each new time in the average. */
const weight = 0.1;
const firstAverageMs = 100;

/**
 * How many deliveries to claim at once: many where they go fast, for each claim costs; few where they go slowly, for a claim runs out.
 */
export class BatchSize {
  readonly #senders: number;
  #averageMs = firstAverageMs;

  constructor(senders: number) {
    this.#senders = senders;
  }

  get current(): number {
    const wanted = (this.#senders * aheadMs) / Math.max(this.#averageMs, 1);
    return Math.round(Math.min(Math.max(wanted, least), most));
  }

  /** How long one delivery took, from its decision until its outcome was written. */
  note(tookMs: number): void {
    this.#averageMs += (tookMs - this.#averageMs) * weight;
  }
}
