interface Limited {
  /** The number of requests that it affects; if absent, all until it is cleared. */
  readonly times?: number;
}

/** The faults that a stand-in must show, in order. */
export interface FaultQueue<Fault> {
  /** The faults that will still affect a request. */
  readonly waiting: readonly Fault[];
  set(fault: Fault): void;
  clear(): void;
  /** Returns the fault that affects this request, and counts it. */
  take(hits?: (fault: Fault) => boolean): Fault | null;
}

export function createFaultQueue<Fault extends Limited>(): FaultQueue<Fault> {
  let active: { fault: Fault; left: number }[] = [];
  return {
    get waiting() {
      return active.filter(({ left }) => left > 0).map(({ fault }) => fault);
    },
    set: (fault) => active.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
    clear: () => {
      active = [];
    },
    take(hits = () => true) {
      const hit = active.find(({ fault, left }) => left > 0 && hits(fault));
      if (hit === undefined) return null;
      hit.left -= 1;
      return hit.fault;
    },
  };
}
