import type { SendResult } from "../sender.ts";
import { type GraphAnswer, readMessengerMessageId } from "./client.ts";
import { messengerErrorOf } from "./errors.ts";

const defaultWaitMs = 10_000;
const longWaitMs = 60_000;
/** Meta's estimates run to hours; the next try comes sooner. */
const maxWaitMs = 300_000;
/** About half a minute of tries: an outage passes, but a person who blocked the Page stays unreachable. */
const briefTries = 6;

/** Converts Meta's answer to the result of a send. */
export function toSendResult(answer: GraphAnswer): SendResult {
  const reason = describeAnswer(answer);
  switch (answer.kind) {
    case "ok":
      return { outcome: "sent", platformId: readMessengerMessageId(answer.data) };
    case "refused":
      return refusalResult(answer, reason);
    case "status":
      return statusResult(answer.status, answer.waitMs, reason);
    case "unsent":
      return { outcome: "retry", reason };
    case "garbled":
    case "unknown":
      return { outcome: "unknown", reason };
  }
}

function refusalResult(
  { error, waitMs }: Extract<GraphAnswer, { kind: "refused" }>,
  reason: string,
): SendResult {
  const { action } = messengerErrorOf(error);
  switch (action) {
    case "rate-limited":
      return { outcome: "rate-limited", reason, ms: bounded(waitMs, defaultWaitMs) };
    case "rate-limited-long":
      return { outcome: "rate-limited", reason, ms: bounded(waitMs, longWaitMs) };
    case "resident-or-page":
      return { outcome: "retry", reason };
    case "retry-briefly":
      return { outcome: "retry", reason, maxTries: briefTries };
    default:
      return { outcome: action, reason };
  }
}

function statusResult(status: number, waitMs: number | null, reason: string): SendResult {
  if (status === 429)
    return { outcome: "rate-limited", reason, ms: bounded(waitMs, defaultWaitMs) };
  if (status === 401) return { outcome: "account-blocked", reason };
  return { outcome: status >= 500 ? "retry" : "rejected", reason };
}

function bounded(asked: number | null, otherwise: number): number {
  return Math.min(asked || otherwise, maxWaitMs);
}

/** Describes an answer for operators, in one of a few wordings, without trace ids or names. */
export function describeAnswer(answer: GraphAnswer): string {
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
