/** The sandbox's time: that of the machine, moved by what a trainer has set. It goes on from there. */
export interface SandboxClock {
  readonly now: () => Date;
  /** Milliseconds by which it is ahead of the machine; negative: behind. */
  readonly offsetMs: number;
  /** Sets the time. null: the machine's time again. */
  set(at: Date | null): void;
  /** Returns how to stop. */
  listen(onSet: () => void): () => void;
}

export function createClock(machine: () => number = Date.now): SandboxClock {
  let offsetMs = 0;
  const listeners = new Set<() => void>();
  return {
    now: () => new Date(machine() + offsetMs),
    get offsetMs() {
      return offsetMs;
    },
    set: (at) => {
      offsetMs = at === null ? 0 : at.getTime() - machine();
      for (const onSet of listeners) onSet();
    },
    listen: (onSet) => {
      listeners.add(onSet);
      return () => listeners.delete(onSet);
    },
  };
}
