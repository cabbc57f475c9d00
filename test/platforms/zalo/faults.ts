import { transportFaultNames } from "../transport-faults.ts";

/** The faults that the stand-in can show, by name. */
export const faultNames = [
  ...transportFaultNames,
  /** HTTP 200 with Zalo's -32. */
  "rate-limit",
  /** HTTP 200 with Zalo's -220, although the access token is valid; a new one is accepted as well. */
  "expired-token",
  /** Every message with buttons is refused with -233. */
  "refuse-buttons",
] as const;
export type FaultName = (typeof faultNames)[number];

export interface Fault {
  readonly name: FaultName;
  /** The number of requests that it affects; if absent, all until it is cleared. */
  readonly times?: number;
  /** For hang and slow. */
  readonly ms?: number;
  /** Which requests it affects; if absent, messages. */
  readonly on?: "message" | "token";
}

/** Tells whether the fault affects a request of that kind. */
export function affects(fault: Fault, on: "message" | "token", hasButtons: boolean): boolean {
  return (fault.on ?? "message") === on && (fault.name !== "refuse-buttons" || hasButtons);
}
