import type { FastifyInstance, FastifyReply } from "fastify";
import {
  acceptRawBodies,
  firstHeader,
  parseJsonBytes,
  rawBytesOf,
  rejectWebhook,
} from "../../http/raw-body.ts";
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
  acceptRawBodies(app);
  const count = options.count ?? (() => undefined);
  let fittedBefore: string | null = null;

  app.post("/webhooks/zalo", { bodyLimit: maxWebhookBytes }, async (request, reply) => {
    const raw = rawBytesOf(request.body);
    const body = parseJsonBytes(raw);
    if (body === undefined) {
      count("unreadable");
      return rejectWebhook(reply, "unreadable-request");
    }
    const signature = firstHeader(request.headers["x-zevent-signature"]);
    if (signature === undefined && isEmptyObject(body)) {
      count("probe");
      return reply.code(200).send();
    }
    const claims = claimsOf(body, firstHeader(request.headers["x-zevent-timestamp"]));
    const fitted = claims && verifySignature(raw, claims, signature, options.oaSecretKey);
    if (claims === null || fitted === null) {
      count("bad signature");
      request.log.warn(
        { signed: signature !== undefined },
        "a webhook of Zalo is not signed right",
      );
      return rejectWebhook(reply, "bad-signature");
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
      return rejectWebhook(reply, "not-kept");
    }
    count("taken");
    return reply.code(200).send();
  });

  function ignore(reply: FastifyReply, result: WebhookResult): FastifyReply {
    count(result);
    return reply.code(200).send();
  }
}

function isEmptyObject(body: unknown): boolean {
  return typeof body === "object" && body !== null && Object.keys(body).length === 0;
}
