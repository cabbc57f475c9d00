import { transportFaultNames } from "../transport-faults.ts";

/** What the stand-in can be told to do wrong, by name. */
export const faultNames = [
  ...transportFaultNames,
  /** HTTP 200 with Zalo's -32. */
  "rate-limit",
  /** HTTP 200 with Zalo's -220, though the access token lives: a new one is accepted too. */
  "expired-token",
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

/** Whether the fault hits a request of that kind. */
export function hits(fault: Fault, on: "message" | "token", hasButtons: boolean): boolean {
  return (fault.on ?? "message") === on && (fault.name !== "refuse-buttons" || hasButtons);
}
