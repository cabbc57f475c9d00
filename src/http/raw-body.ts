import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { limitBodiesInFlight } from "./bodies-in-flight.ts";
import { ProblemError, problemBody, problemMediaType } from "./problem.ts";

/** What the webhook routes of all platforms share: signatures cover the raw bytes, and no body is ever logged. */

/**
 * Tells by the route's address whether a platform makes this request. Platforms are the only callers that are no
 * browsers and that call all day.
 */
export function isWebhook({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.url?.startsWith("/webhooks/") === true;
}

/**
 * Makes every body reach the routes of this scope as bytes, whatever media type it claims. Requests get no logger of
 * their own: there are millions a day, and nobody looks for a single one.
 */
export function acceptRawBodies(app: FastifyInstance): void {
  app.setChildLoggerFactory((logger) => logger);
  limitBodiesInFlight(app);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
}

export function rawBytesOf(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

/** Returns undefined for bytes that are no JSON. */
export function parseJsonBytes(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString("utf8"));
  } catch {
    return undefined;
  }
}

export function firstHeader(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

const rejections = {
  "unreadable-request": new ProblemError(400, "unreadable-request", "The request cannot be read"),
  "bad-signature": new ProblemError(401, "bad-signature", "The signature is missing or wrong"),
  "wrong-verify-token": new ProblemError(
    403,
    "wrong-verify-token",
    "The verify token is missing or wrong",
  ),
  "not-kept": new ProblemError(503, "not-kept", "The event cannot be kept now; send it again"),
} as const;

/** Rejects a platform's request with a problem answer. */
export function rejectWebhook(reply: FastifyReply, kind: keyof typeof rejections): FastifyReply {
  const problem = rejections[kind];
  return reply
    .code(problem.status)
    .type(problemMediaType)
    .serializer(JSON.stringify)
    .send(problemBody(problem));
}
