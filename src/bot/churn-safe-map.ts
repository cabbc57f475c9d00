/**
 * A map for keys that come and go with every turn.
 *
 * V8 links each table that a `Map` outgrew to its successor. Once the first table is in the old generation, all later
 * ones and their values stay in memory until the old generation is collected, and each collection of the young one
 * copies them. An object without a prototype has no such links: with the three maps of this class a turn took about
 * a tenth less (docs/decisions/0011-a-cheaper-turn.md).
 */
export class ChurnSafeMap<Value extends object | null> {
  readonly #values: Record<string, Value | undefined> = Object.create(null);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(key: string): boolean {
    return this.#values[key] !== undefined;
  }

  get(key: string): Value | undefined {
    return this.#values[key];
  }

  set(key: string, value: Value): void {
    if (!this.has(key)) this.#size += 1;
    this.#values[key] = value;
  }

  delete(key: string): void {
    if (!this.has(key)) return;
    this.#size -= 1;
    delete this.#values[key];
  }

  /** Returns the keys in the order in which they were set, unless they are whole numbers. */
  keys(): string[] {
    return Object.keys(this.#values);
  }
}
