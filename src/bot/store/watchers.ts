type Callback = () => void;

/** Who waits for news of which key, in this process. */
export class Watchers {
  readonly #callbacks = new Map<string, Set<Callback>>();

  /** Returns whether this key had nobody before. */
  add(key: string, callback: Callback): boolean {
    const callbacks = this.#callbacks.get(key);
    if (callbacks === undefined) {
      this.#callbacks.set(key, new Set([callback]));
      return true;
    }
    callbacks.add(callback);
    return false;
  }

  /** Returns whether this key has nobody left. */
  remove(key: string, callback: Callback): boolean {
    const callbacks = this.#callbacks.get(key);
    if (callbacks === undefined || !callbacks.delete(callback)) return false;
    if (callbacks.size > 0) return false;
    this.#callbacks.delete(key);
    return true;
  }

  wake(key: string): void {
    for (const callback of this.#callbacks.get(key) ?? []) callback();
  }

  keys(): string[] {
    return [...this.#callbacks.keys()];
  }
}
