import { transportFaultNames } from "../transport-faults.ts";

/** What the stand-in can be told to do wrong, by name. */
export const faultNames = [
  ...transportFaultNames,
  /** HTTP 200 with Zalo's -32. */
  "rate-limit",
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
