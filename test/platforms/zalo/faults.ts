/** What the stand-in can be told to do wrong, by name. */
export const faultNames = [
  /** HTTP 429. */
  "too-many-requests",
  /** HTTP 200 with Zalo's -32. */
  "rate-limit",
  /** HTTP 500. */
  "server-error",
  /** HTTP 200, and no JSON; nothing is recorded. */
  "garbage",
  /** Records nothing and answers nothing for `ms`, then cuts the connection. */
  "hang",
  /** Records, and answers only after `ms`. */
  "slow",
  /** Cuts the connection: nothing was recorded. */
  "cut-before",
  /** Cuts the connection: the message was recorded. */
  "cut-after",
  /** Every message with buttons is refused with -233. */
  "refuse-buttons",
] as const;
export type FaultName = (typeof faultNames)[number];

export interface Fault {
  readonly name: FaultName;
  /** How many requests it hits; absent: all, until it is cleared. */
  readonly times?: number;
  /** For hang and slow. */
  readonly ms?: number;
  /** Which requests it hits; absent: messages. */
  readonly on?: "message" | "token";
}

export interface Faults {
  set(fault: Fault): void;
  clear(): void;
  /** The fault that hits this request, counted. */
  take(on: "message" | "token", hasButtons: boolean): Fault | null;
}

export function createFaults(): Faults {
  let active: { fault: Fault; left: number }[] = [];
  return {
    set: (fault) => active.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
    clear: () => {
      active = [];
    },
    take(on, hasButtons) {
      const hit = active.find(
        ({ fault, left }) =>
          left > 0 &&
          (fault.on ?? "message") === on &&
          (fault.name !== "refuse-buttons" || hasButtons),
      );
      if (hit === undefined) return null;
      hit.left -= 1;
      return hit.fault;
    },
  };
}
