import type { SendResult } from "../../channels/sender.ts";
import type { Tries } from "../store/outbox-store.ts";

/** The outcome for a reply after an attempt to send it. */
export type RetryDecision =
  | { readonly type: "sent" }
  | { readonly type: "later"; readonly tries: Tries; readonly delayMs: number }
  | { readonly type: "dead-letter"; readonly reason: string };

/** The result of an attempt: what the channel returned, or that the channel itself threw. */
export type SendAttemptResult =
  | SendResult
  | { readonly outcome: "broken"; readonly reason: string };

const firstDelayMs = 1_000;
/** Short enough that nobody waits long once a platform is back. */
const maxDelayMs = 30_000;
/** About an hour of attempts. */
export const maxFailed = 120;
/** The reply is sent once more, never a third time: each attempt may have been delivered. */
const maxUnknown = 2;
export const maxBroken = 3;
/** Delay before a reply that was perhaps delivered is sent once more: a short outage of the platform has passed by then. */
const unknownDelayMs = 10_000;
/** Limits how long a platform may ask us to wait. */
export const maxRateLimitMs = 300_000;
/** How often a blocked account, which needs a person, is probed. */
export const probeIntervalMs = 60_000;

/** Decides what happens to a reply after an attempt. `random` returns 0 to 1. */
export function decideRetry(
  tries: Tries,
  result: SendAttemptResult,
  random: () => number,
): RetryDecision {
  switch (result.outcome) {
    case "sent":
      return { type: "sent" };
    case "rejected":
      return { type: "dead-letter", reason: result.reason };
    case "rate-limited":
      return { type: "later", tries, delayMs: Math.min(result.ms, maxRateLimitMs) };
    case "account-blocked":
      return { type: "later", tries, delayMs: probeIntervalMs };
    case "retry": {
      const maxTries = Math.min(result.maxTries ?? maxFailed, maxFailed);
      const delayMs = backoffMs(tries.failed, random);
      return retryUpTo(maxTries, tries, "failed", result.reason, delayMs);
    }
    case "unknown":
      return retryUpTo(maxUnknown, tries, "unknown", result.reason, unknownDelayMs);
    case "broken": {
      const delayMs = backoffMs(tries.broken, random);
      return retryUpTo(maxBroken, tries, "broken", result.reason, delayMs);
    }
  }
}

/** Exponential backoff, with a random part of up to half of it. */
function backoffMs(tries: number, random: () => number): number {
  const longestMs = Math.min(firstDelayMs * 2 ** tries, maxDelayMs);
  return longestMs * (0.5 + random() / 2);
}

function retryUpTo(
  maxTries: number,
  tries: Tries,
  kind: keyof Tries,
  reason: string,
  delayMs: number,
): RetryDecision {
  const count = tries[kind] + 1;
  if (count >= maxTries) return { type: "dead-letter", reason };
  return { type: "later", tries: { ...tries, [kind]: count }, delayMs };
}
