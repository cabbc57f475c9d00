import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import { TooManyRequestsError } from "./problem.ts";

interface RateLimitOptions {
  readonly requestsPerMinute: number;
  /** Builds the error that answers a request over the limit; it carries its own status. */
  readonly createError: (retryAfterSeconds: number) => Error;
}

const windowMs = 60_000;

/** Returns the `rateLimit` of a single route's configuration: requests of one client address. */
export function limitPerMinute(max: number) {
  return { max, timeWindow: windowMs, errorResponseBuilder: () => new TooManyRequestsError() };
}

/** Limits the requests of one client address to all routes of this scope. */
export async function limitRequests(
  app: FastifyInstance,
  { requestsPerMinute, createError }: RateLimitOptions,
): Promise<void> {
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: windowMs,
    errorResponseBuilder: (_request, { ttl }) => createError(Math.ceil(ttl / 1_000)),
  });
}
