type Callback = () => void;

/** The callbacks of this process for each key. Both stores use it to announce new web entries. */
export class Watchers {
  readonly #callbacks = new Map<string, Set<Callback>>();

  /** Returns whether this is the key's first callback. */
  add(key: string, callback: Callback): boolean {
    const callbacks = this.#callbacks.get(key);
    if (callbacks === undefined) {
      this.#callbacks.set(key, new Set([callback]));
      return true;
    }
    callbacks.add(callback);
    return false;
  }

  /** Returns whether this was the key's last callback. */
  remove(key: string, callback: Callback): boolean {
    const callbacks = this.#callbacks.get(key);
    if (callbacks === undefined || !callbacks.delete(callback)) return false;
    if (callbacks.size > 0) return false;
    this.#callbacks.delete(key);
    return true;
  }

  isWatched(key: string): boolean {
    return this.#callbacks.has(key);
  }

  notify(key: string): void {
    for (const callback of this.#callbacks.get(key) ?? []) callback();
  }

  keys(): string[] {
    return [...this.#callbacks.keys()];
  }
}
