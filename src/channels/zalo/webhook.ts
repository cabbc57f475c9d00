import type { FastifyInstance, FastifyReply } from "fastify";
import type { ChannelEvent } from "../event.ts";
import { maxWebhookBytes } from "./limits.ts";
import { type Ignored, parseEvent } from "./parse.ts";
import { claimsOf, verifySignature } from "./verify.ts";

export interface ZaloWebhookOptions {
  readonly oaId: string;
  readonly appId: string;
  readonly oaSecretKey: string;
  /** Resolves once the event is kept, so that Zalo need not send it again; rejects where it can't be. */
  readonly take: (event: ChannelEvent) => Promise<void>;
  /** Hears what became of every webhook. */
  readonly count?: (result: WebhookResult) => void;
}

export type WebhookResult =
  | "taken"
  | "not kept"
  | "probe"
  | "bad signature"
  | "unreadable"
  | `ignored: ${Ignored["ignored"] | "another app"}`;

/**
 * `POST /webhooks/zalo`. Zalo switches a webhook off that fails for some hours, so everything rightly signed is
 * answered 200, understood or not. No body is ever logged.
 */
export async function zaloWebhook(
  app: FastifyInstance,
  options: ZaloWebhookOptions,
): Promise<void> {
  // The signature is over the very bytes: they are not parsed on the way in, whatever they claim to be.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  const count = options.count ?? (() => undefined);
  let fittedBefore: string | null = null;

  app.post(
    "/webhooks/zalo",
    { bodyLimit: maxWebhookBytes, helmet: false },
    async (request, reply) => {
      const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const body = parseJson(raw);
      if (body === undefined) {
        count("unreadable");
        return problem(reply, 400, "unreadable-request", "The request cannot be read");
      }
      const signature = headerOf(request.headers["x-zevent-signature"]);
      if (signature === undefined && isEmptyObject(body)) {
        count("probe");
        return reply.code(200).send();
      }
      const claims = claimsOf(body, headerOf(request.headers["x-zevent-timestamp"]));
      const fitted = claims && verifySignature(raw, claims, signature, options.oaSecretKey);
      if (claims === null || fitted === null) {
        count("bad signature");
        request.log.warn(
          { signed: signature !== undefined },
          "a webhook of Zalo is not signed right",
        );
        return problem(reply, 401, "bad-signature", "The signature is missing or wrong");
      }
      if (fitted !== fittedBefore) {
        fittedBefore = fitted;
        request.log.info({ timestamp: fitted }, "Zalo's signature fits, with the time found there");
      }
      if (claims.appId !== options.appId) return ignore(reply, "ignored: another app");
      const event = parseEvent(body, options.oaId);
      if ("ignored" in event) return ignore(reply, `ignored: ${event.ignored}`);
      try {
        await options.take(event);
      } catch (error) {
        count("not kept");
        request.log.error({ err: error }, "an event of Zalo was not kept; Zalo will send it again");
        return problem(reply, 503, "not-kept", "The event cannot be kept now; send it again");
      }
      count("taken");
      return reply.code(200).send();
    },
  );

  function ignore(reply: FastifyReply, result: WebhookResult): FastifyReply {
    count(result);
    return reply.code(200).send();
  }
}

/** undefined: no JSON. */
function parseJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString("utf8"));
  } catch {
    return undefined;
  }
}

function isEmptyObject(body: unknown): boolean {
  return typeof body === "object" && body !== null && Object.keys(body).length === 0;
}

function headerOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function problem(reply: FastifyReply, status: number, kind: string, title: string): FastifyReply {
  return reply
    .code(status)
    .type("application/problem+json")
    .serializer(JSON.stringify)
    .send({ type: `urn:huong-dan:problem:${kind}`, title, status });
}
