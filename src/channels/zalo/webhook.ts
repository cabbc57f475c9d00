import type { FastifyInstance, FastifyReply } from "fastify";
import {
  acceptRawBodies,
  firstHeader,
  parseJsonBytes,
  rawBytesOf,
  rejectWebhook,
} from "../../http/raw-body.ts";
import type { ChannelEvent } from "../event.ts";
import { maxZaloWebhookBytes } from "./limits.ts";
import { type Ignored, parseEvent } from "./parse.ts";
import { readSignatureClaims, verifyZaloSignature } from "./verify.ts";

interface ZaloWebhookOptions {
  readonly oaId: string;
  readonly appId: string;
  readonly oaSecretKey: string;
  /** Resolves once the event is stored, so that Zalo need not send it again; rejects if it cannot be stored. */
  readonly receive: (event: ChannelEvent) => Promise<void>;
  /** Receives the result of every webhook. */
  readonly count?: (result: ZaloWebhookResult) => void;
}

export type ZaloWebhookResult =
  | "taken"
  | "not kept"
  | "probe"
  | "bad signature"
  | "unreadable"
  | `ignored: ${Ignored["ignored"] | "another app"}`;

/**
 * Serves `POST /webhooks/zalo`. Zalo switches off a webhook that fails for some hours, so every correctly signed request
 * is answered 200, whether we understand it or not. No body is ever logged.
 */
export async function zaloWebhook(
  app: FastifyInstance,
  options: ZaloWebhookOptions,
): Promise<void> {
  acceptRawBodies(app);
  const count = options.count ?? (() => undefined);
  let lastTimeSource: string | null = null;

  app.post("/webhooks/zalo", { bodyLimit: maxZaloWebhookBytes }, async (request, reply) => {
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
    const claims = readSignatureClaims(body, firstHeader(request.headers["x-zevent-timestamp"]));
    const timeSource = claims && verifyZaloSignature(raw, claims, signature, options.oaSecretKey);
    if (claims === null || timeSource === null) {
      count("bad signature");
      request.log.warn(
        { signed: signature !== undefined },
        "a webhook of Zalo has no valid signature",
      );
      return rejectWebhook(reply, "bad-signature");
    }
    if (timeSource !== lastTimeSource) {
      lastTimeSource = timeSource;
      request.log.info(
        { timestamp: timeSource },
        "Zalo's signature matches with the timestamp from here",
      );
    }
    if (claims.appId !== options.appId) return ignore(reply, "ignored: another app");
    const event = parseEvent(body, options.oaId);
    if ("ignored" in event) return ignore(reply, `ignored: ${event.ignored}`);
    try {
      await options.receive(event);
    } catch (error) {
      count("not kept");
      request.log.error({ err: error }, "an event of Zalo was not stored; Zalo will send it again");
      return rejectWebhook(reply, "not-kept");
    }
    count("taken");
    return reply.code(200).send();
  });

  function ignore(reply: FastifyReply, result: ZaloWebhookResult): FastifyReply {
    count(result);
    return reply.code(200).send();
  }
}

function isEmptyObject(body: unknown): boolean {
  return typeof body === "object" && body !== null && Object.keys(body).length === 0;
}
