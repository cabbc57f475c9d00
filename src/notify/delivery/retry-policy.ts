import type { SendResult } from "../../channels/sender.ts";

/** What follows from the result of one try. */
export type DeliveryRetryDecision =
  | { readonly type: "sent"; readonly platformId: string | null }
  | { readonly type: "retry"; readonly delayMs: number; readonly reason: string }
  /** The message may have arrived. */
  | { readonly type: "retry-unknown"; readonly delayMs: number; readonly reason: string }
  /** This route will not carry the message: the next route is tried at once. */
  | { readonly type: "next-route"; readonly reason: string };

const firstDelayMs = 2_000;
const maxDelayMs = 10 * 60_000;
/** Tries on one route, over about two hours. */
const maxTries = 20;
/**
 * Tries without an answer on one route. Each may have arrived, and none is certain: a copy is better than silence, and a route
 * with five in a row is down.
 */
const maxUnknowns = 5;
const firstUnknownDelayMs = 15_000;
const blockedAccountDelayMs = 60_000;

/** `tries` and `unknowns` count the earlier tries on the same route; `random` returns a number from 0 to 1. */
export function decideDeliveryRetry(
  { tries, unknowns }: { readonly tries: number; readonly unknowns: number },
  result: SendResult,
  random: () => number,
): DeliveryRetryDecision {
  switch (result.outcome) {
    case "sent":
      return { type: "sent", platformId: result.platformId };
    case "rejected":
      return { type: "next-route", reason: result.reason };
    case "rate-limited":
      return { type: "retry", delayMs: result.ms, reason: result.reason };
    case "retry":
      return retryOrNextRoute(tries, backoffMs(tries, random), result.reason);
    case "account-blocked":
      return retryOrNextRoute(tries, blockedAccountDelayMs, result.reason);
    case "unknown":
      if (unknowns + 1 >= maxUnknowns) return { type: "next-route", reason: result.reason };
      return {
        type: "retry-unknown",
        delayMs: firstUnknownDelayMs * 2 ** unknowns,
        reason: result.reason,
      };
  }
}

function retryOrNextRoute(tries: number, delayMs: number, reason: string): DeliveryRetryDecision {
  return tries + 1 >= maxTries
    ? { type: "next-route", reason }
    : { type: "retry", delayMs, reason };
}

/** Exponential backoff with jitter: twice as long each time, between half of it and all of it. */
function backoffMs(tries: number, random: () => number): number {
  const longest = Math.min(firstDelayMs * 2 ** tries, maxDelayMs);
  return longest * (0.5 + random() / 2);
}
