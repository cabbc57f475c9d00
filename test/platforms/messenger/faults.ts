import { transportFaultNames } from "../transport-faults.ts";
import { type GraphFailure, rateLimited, tokenDead } from "./failures.ts";

/** The errors that the stand-in can answer instead of sending. */
const refusals = {
  "rate-limit": rateLimited(4),
  "rate-limit-613": rateLimited(613),
  /** With `estimated_time_to_regain_access` in the usage header. */
  "business-rate-limit": rateLimited(80006),
  transient: { status: 500, code: 2, type: "OAuthException" },
  "dead-token": tokenDead,
} as const satisfies Record<string, GraphFailure>;

export type RefusalName = keyof typeof refusals;
export const faultNames = [
  ...transportFaultNames,
  ...(Object.keys(refusals) as RefusalName[]),
] as const;
export type FaultName = (typeof faultNames)[number];

export interface Fault {
  readonly name: FaultName;
  /** The number of sends that it affects; if absent, all until it is cleared. */
  readonly times?: number;
  /** For hang and slow. */
  readonly ms?: number;
}

/** Returns null for a fault of the transport. */
export function refusalOf(name: FaultName): GraphFailure | null {
  return (refusals as Partial<Record<FaultName, GraphFailure>>)[name] ?? null;
}
