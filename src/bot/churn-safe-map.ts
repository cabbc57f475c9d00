/**
 * A map for names that come and go with every turn. V8 links each table that a `Map` outgrew to the one that followed: once the first is
 * old, all later ones and what they held stay in memory until the old are collected, and every collection of the young copies them. An
 * object without a prototype has no such links.
 */
export class PassingMap<Value extends object | null> {
  readonly #values: Record<string, Value | undefined> = Object.create(null);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined;
  }

  get(name: string): Value | undefined {
    return this.#values[name];
  }

  set(name: string, value: Value): void {
    if (!this.has(name)) this.#size += 1;
    this.#values[name] = value;
  }

  delete(name: string): void {
    if (!this.has(name)) return;
    this.#size -= 1;
    delete this.#values[name];
  }

  /** The first that was set comes first, unless names are whole numbers. */
  names(): string[] {
    return Object.keys(this.#values);
  }
}
