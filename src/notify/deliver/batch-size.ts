const least = 16;
const most = 500;
/** A batch that took this long was large enough; one that took twice as long, too large. */
const wantedMs = 1_000;

/**
 * How many deliveries to claim at once: many where they go fast, for each claim costs; few where they go slowly, for a claim runs out
 * and others wait behind it.
 */
export class BatchSize {
  #size = 100;

  get current(): number {
    return this.#size;
  }

  noteBatch(tookMs: number): void {
    if (tookMs < wantedMs / 2) this.#size = Math.min(this.#size * 2, most);
    else if (tookMs > wantedMs * 2) this.#size = Math.max(Math.floor(this.#size / 2), least);
  }
}
