import { type FaultName, faultNames } from "./commands.ts";

/** Longer than the service waits for a platform: what is answered later is heard by nobody. */
export const hangMs = 10_000;

/** Which of an app's faults waits for the next message. */
export function faultOf<Fault extends { readonly name: string }>(
  faults: Readonly<Record<FaultName, Fault>>,
  waiting: readonly Fault[],
): FaultName | null {
  return faultNames.find((name) => waiting.includes(faults[name])) ?? null;
}
