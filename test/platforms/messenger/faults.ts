import { transportFaultNames } from "../transport-faults.ts";
import { type GraphFailure, rateLimited, tokenDead } from "./failures.ts";

/** What the stand-in answers instead of sending, as Meta does at times. */
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
  /** How many sends it hits; absent: all, until it is cleared. */
  readonly times?: number;
  /** For hang and slow. */
  readonly ms?: number;
}

/** null: something goes wrong on the way instead. */
export function refusalOf(name: FaultName): GraphFailure | null {
  return (refusals as Partial<Record<FaultName, GraphFailure>>)[name] ?? null;
}
