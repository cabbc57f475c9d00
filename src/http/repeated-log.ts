import type { FastifyBaseLogger } from "fastify";
import { describeOutage } from "./describe-error.ts";

/** An outage makes the same line every second or with every request: one a minute is enough. */
const intervalMs = 60_000;

/** Logs a failure with `server` and `why` as fields, besides those given. */
export type LogFailure = (
  level: "warn" | "error",
  error: unknown,
  message: string,
  fields?: Readonly<Record<string, unknown>>,
) => void;

interface Told {
  atMs: number;
  repeated: number;
}

/**
 * Logs failures that repeat: the first of a kind at once and in full, then at most one a minute, which says how many were
 * left out. A kind is the message, the server and the reason, so that another failure is never hidden by an earlier one.
 */
export function createFailureLog(log: FastifyBaseLogger, now: () => Date): LogFailure {
  const told = new Map<string, Told>();
  return (level, error, message, fields = {}) => {
    const outage = describeOutage(error);
    const kind = JSON.stringify([message, outage.server, outage.why]);
    const atMs = now().getTime();
    const last = told.get(kind);
    if (last !== undefined && Math.abs(atMs - last.atMs) < intervalMs) {
      last.repeated += 1;
      return;
    }
    told.set(kind, { atMs, repeated: 0 });
    const repeated = last?.repeated ?? 0;
    log[level]({ ...outage, ...fields, ...(repeated > 0 && { repeated }), err: error }, message);
  };
}
