import type { SendResult } from "../sender.ts";
import { type GraphAnswer, sentIdOf } from "./client.ts";
import { messengerErrorOf } from "./errors.ts";

const defaultWaitMs = 10_000;
const longWaitMs = 60_000;
/** However long Meta says: its estimates run to hours, and it is asked again sooner. */
const maxWaitMs = 300_000;
/** Some half a minute, growing: an outage passes, a person who blocked the Page does not. */
const fewTries = 6;

/** What became of a send, from Meta's answer. */
export function resultOf(answer: GraphAnswer): SendResult {
  const reason = reasonOf(answer);
  switch (answer.kind) {
    case "ok":
      return { outcome: "sent", platformId: sentIdOf(answer.data) };
    case "refused":
      return refusal(answer, reason);
    case "status":
      return byStatus(answer.status, answer.waitMs, reason);
    case "unsent":
      return { outcome: "retry", reason };
    case "garbled":
    case "unknown":
      return { outcome: "unknown", reason };
  }
}

function refusal(
  { error, waitMs }: Extract<GraphAnswer, { kind: "refused" }>,
  reason: string,
): SendResult {
  const { action } = messengerErrorOf(error);
  switch (action) {
    case "rate-limited":
      return { outcome: "rate-limited", reason, ms: bounded(waitMs, defaultWaitMs) };
    case "rate-limited-long":
      return { outcome: "rate-limited", reason, ms: bounded(waitMs, longWaitMs) };
    case "retry-briefly":
      return { outcome: "retry", reason, maxTries: fewTries };
    default:
      return { outcome: action, reason };
  }
}

function byStatus(status: number, waitMs: number | null, reason: string): SendResult {
  if (status === 429)
    return { outcome: "rate-limited", reason, ms: bounded(waitMs, defaultWaitMs) };
  if (status === 401) return { outcome: "account-blocked", reason };
  return { outcome: status >= 500 ? "retry" : "rejected", reason };
}

function bounded(asked: number | null, otherwise: number): number {
  return Math.min(asked || otherwise, maxWaitMs);
}

/** For operators, in one of a few wordings: no trace, no names. */
export function reasonOf(answer: GraphAnswer): string {
  switch (answer.kind) {
    case "ok":
      return "sent";
    case "refused": {
      const { code, subcode } = answer.error;
      const number = subcode === null ? `${code}` : `${code}/${subcode}`;
      return `Meta answered ${number}: ${messengerErrorOf(answer.error).meaning}`;
    }
    case "status":
      return `Meta answered HTTP ${answer.status}`;
    case "garbled":
      return "Meta's answer cannot be read";
    case "unsent":
      return `Meta cannot be reached (${answer.reason})`;
    case "unknown":
      return `Meta was asked and did not answer (${answer.reason})`;
  }
}
