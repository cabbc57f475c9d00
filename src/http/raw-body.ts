import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** What every platform's webhook route shares: signatures are over the very bytes, and nothing is told of a body. */

/** Whether a platform calls, by the address of the route: the only caller that is no browser and comes all day. */
export function isWebhook({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.url?.startsWith("/webhooks/") === true;
}

/**
 * From here on bodies reach the routes of this plugin as bytes, whatever they claim to be; and no request gets a logger of its own, for
 * of millions a day nobody asks after one.
 */
export function takeRawBodies(app: FastifyInstance): void {
  app.setChildLoggerFactory((logger) => logger);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
}

export function bytesOf(body: unknown): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

/** undefined: no JSON. */
export function parseJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString("utf8"));
  } catch {
    return undefined;
  }
}

export function headerOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

const refusals = {
  "unreadable-request": [400, "The request cannot be read"],
  "bad-signature": [401, "The signature is missing or wrong"],
  "wrong-verify-token": [403, "The verify token is missing or wrong"],
  "not-kept": [503, "The event cannot be kept now; send it again"],
} as const;

/** Answers that the platform's request is not taken, in our usual form. */
export function refuse(reply: FastifyReply, kind: keyof typeof refusals): FastifyReply {
  const [status, title] = refusals[kind];
  return reply
    .code(status)
    .type("application/problem+json")
    .serializer(JSON.stringify)
    .send({ type: `urn:huong-dan:problem:${kind}`, title, status });
}
