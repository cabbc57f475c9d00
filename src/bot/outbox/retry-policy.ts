import type { SendResult } from "../../channels/sender.ts";
import type { Tries } from "../store/outbox-store.ts";

/** What the outbox does with a reply after a try. */
export type RetryDecision =
  | { readonly type: "sent" }
  | { readonly type: "later"; readonly tries: Tries; readonly delayMs: number }
  | { readonly type: "park"; readonly reason: string };

/** What became of a try: what the channel said, or that the channel itself threw. */
export type SendAttemptResult =
  | SendResult
  | { readonly outcome: "broken"; readonly reason: string };

const firstDelayMs = 1_000;
/** A platform that is back finds nobody waiting longer. */
export const maxDelayMs = 30_000;
/** About an hour of tries. */
export const maxFailed = 120;
/** Sent once more, never a third time: each may have been delivered. */
export const maxUnknown = 2;
export const maxBroken = 3;
/** Before a reply that was perhaps delivered is sent once more: long enough for a platform's hiccup to pass. */
export const unknownPauseMs = 10_000;
/** However long a platform asks to wait. */
export const maxWaitMs = 300_000;
/** How often an account that a person must look after is tried. */
export const probeMs = 60_000;

/** The reply's fate; `random` gives 0 to 1. */
export function decideRetry(
  tries: Tries,
  result: SendAttemptResult,
  random: () => number,
): RetryDecision {
  switch (result.outcome) {
    case "sent":
      return { type: "sent" };
    case "rejected":
      return { type: "park", reason: result.reason };
    case "rate-limited":
      return { type: "later", tries, delayMs: Math.min(result.ms, maxWaitMs) };
    case "account-blocked":
      return { type: "later", tries, delayMs: probeMs };
    case "retry": {
      const max = Math.min(result.maxTries ?? maxFailed, maxFailed);
      return again(tries, "failed", max, result.reason, backoff(tries.failed, random));
    }
    case "unknown":
      return again(tries, "unknown", maxUnknown, result.reason, unknownPauseMs);
    case "broken":
      return again(tries, "broken", maxBroken, result.reason, backoff(tries.broken, random));
  }
}

/** Twice as long each time, between half of it and all of it. */
function backoff(failed: number, random: () => number): number {
  const longest = Math.min(firstDelayMs * 2 ** failed, maxDelayMs);
  return longest * (0.5 + random() / 2);
}

function again(
  tries: Tries,
  kind: keyof Tries,
  max: number,
  reason: string,
  delayMs: number,
): RetryDecision {
  const counted = tries[kind] + 1;
  if (counted >= max) return { type: "park", reason };
  return { type: "later", tries: { ...tries, [kind]: counted }, delayMs };
}
