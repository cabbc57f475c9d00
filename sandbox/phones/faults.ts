import { type FaultName, faultNames } from "./commands.ts";

/** Longer than the service waits for a platform, so that the call times out. */
export const hangMs = 10_000;

/** Returns the fault that waits for the next message, or null. */
export function findArmedFault<Fault extends { readonly name: string }>(
  faults: Readonly<Record<FaultName, Fault>>,
  waiting: readonly Fault[],
): FaultName | null {
  return faultNames.find((name) => waiting.includes(faults[name])) ?? null;
}
