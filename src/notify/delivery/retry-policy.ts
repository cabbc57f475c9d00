import type { SendResult } from "../../channels/sender.ts";

/** What becomes of a delivery after a try. */
export type DeliveryRetryDecision =
  | { readonly type: "sent"; readonly platformId: string | null }
  | { readonly type: "later"; readonly delayMs: number; readonly reason: string }
  /** Tried, and perhaps arrived. */
  | { readonly type: "unknown"; readonly delayMs: number; readonly reason: string }
  /** This route won't carry it: the next one is asked at once. */
  | { readonly type: "refused"; readonly reason: string };

const firstDelayMs = 2_000;
const maxDelayMs = 10 * 60_000;
/** On one route, some two hours of tries. */
const maxTries = 20;
/** Each try may have arrived, and none is sure to have: a copy is better than silence, and five in a row are a route that is down. */
const maxUnknown = 5;
const firstUnknownPauseMs = 15_000;
const probeMs = 60_000;

/** `tries` and `unknowns` count those before this one on the same route; `random` gives 0 to 1. */
export function judgeTry(
  { tries, unknowns }: { readonly tries: number; readonly unknowns: number },
  result: SendResult,
  random: () => number,
): DeliveryRetryDecision {
  switch (result.outcome) {
    case "sent":
      return { type: "sent", platformId: result.platformId };
    case "rejected":
      return { type: "refused", reason: result.reason };
    case "rate-limited":
      return { type: "later", delayMs: result.ms, reason: result.reason };
    case "retry":
      return again(tries, backoff(tries, random), result.reason);
    case "account-blocked":
      return again(tries, probeMs, result.reason);
    case "unknown":
      if (unknowns + 1 >= maxUnknown) return { type: "refused", reason: result.reason };
      return {
        type: "unknown",
        delayMs: firstUnknownPauseMs * 2 ** unknowns,
        reason: result.reason,
      };
  }
}

function again(tries: number, delayMs: number, reason: string): DeliveryRetryDecision {
  return tries + 1 >= maxTries ? { type: "refused", reason } : { type: "later", delayMs, reason };
}

/** Twice as long each time, between half of it and all of it. */
function backoff(tries: number, random: () => number): number {
  const longest = Math.min(firstDelayMs * 2 ** tries, maxDelayMs);
  return longest * (0.5 + random() / 2);
}
