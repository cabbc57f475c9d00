import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  acceptRawBodies,
  firstHeader,
  parseJsonBytes,
  rawBytesOf,
  rejectWebhook,
} from "../../http/raw-body.ts";
import { equalInConstantTime } from "../../security/constant-time.ts";
import type { ChannelEvent } from "../event.ts";
import { maxWebhookBytes } from "./limits.ts";
import { type IgnoredReason, type Parsed, parseWebhook } from "./parse.ts";
import { isSignature, verifySignature } from "./verify.ts";

export interface MessengerWebhookOptions {
  readonly pageId: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly now: () => Date;
  /** Resolves once the event is kept, so that Meta need not send it again; rejects where it can't be. */
  readonly take: (event: ChannelEvent) => Promise<void>;
  /** Hears the id of a reply of ours that arrived. */
  readonly onEcho: (replyId: string) => void;
  /** Hears what became of every handshake, refused request and update. */
  readonly count?: (result: WebhookResult) => void;
}

export type WebhookResult =
  | "handshake"
  | "refused handshake"
  | "taken"
  | "not kept"
  | "bad signature"
  | "our own message"
  | "policy"
  | `ignored: ${IgnoredReason}`;

const path = "/webhooks/messenger";
const signatureHeader = "x-hub-signature-256";
const challengeForm = /^[\w-]{1,200}$/;

/**
 * `GET` and `POST /webhooks/messenger`. Meta unsubscribes an app whose webhook fails for an hour, so everything
 * rightly signed is answered 200, understood or not. No body is ever logged.
 */
export async function messengerWebhook(
  app: FastifyInstance,
  options: MessengerWebhookOptions,
): Promise<void> {
  acceptRawBodies(app);
  const count = options.count ?? (() => undefined);

  app.get<{ Querystring: Record<string, unknown> }>(
    path,
    { exposeHeadRoute: false },
    async ({ query }, reply) => {
      const challenge = String(query["hub.challenge"] ?? "");
      const isOurs =
        query["hub.mode"] === "subscribe" &&
        equalInConstantTime(String(query["hub.verify_token"] ?? ""), options.verifyToken) &&
        challengeForm.test(challenge);
      count(isOurs ? "handshake" : "refused handshake");
      if (isOurs) return reply.type("text/plain; charset=utf-8").send(challenge);
      return rejectWebhook(reply, "wrong-verify-token");
    },
  );

  app.post(
    path,
    {
      bodyLimit: maxWebhookBytes,
      // What can't have been signed is refused before its body is read.
      onRequest: async (request, reply) => {
        if (!isSignature(firstHeader(request.headers[signatureHeader]))) {
          return unsigned(request, reply);
        }
      },
    },
    async (request, reply) => {
      const raw = rawBytesOf(request.body);
      const signature = firstHeader(request.headers[signatureHeader]) ?? "";
      if (!verifySignature(raw, signature, options.appSecret)) return unsigned(request, reply);
      const updates = parseWebhook(parseJsonBytes(raw), options.pageId, options.now());
      const failures = await takeAll(updates, request);
      return failures > 0 ? rejectWebhook(reply, "not-kept") : reply.code(200).send();
    },
  );

  function unsigned(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    count("bad signature");
    request.log.warn("a webhook of Messenger is not signed right");
    return rejectWebhook(reply, "bad-signature");
  }

  /** All at once, residents side by side; resolves with how many could not be kept. */
  async function takeAll(updates: readonly Parsed[], request: FastifyRequest): Promise<number> {
    const kept = await Promise.all(updates.map((parsed) => takeOne(parsed, request)));
    return kept.filter((isKept) => !isKept).length;
  }

  async function takeOne(parsed: Parsed, request: FastifyRequest): Promise<boolean> {
    if ("ignored" in parsed) {
      count(`ignored: ${parsed.ignored}`);
    } else if ("echoOf" in parsed) {
      options.onEcho(parsed.echoOf);
      count("our own message");
    } else if ("policy" in parsed) {
      request.log.error({ action: parsed.policy }, "Meta warns or blocks the Page, or unblocks it");
      count("policy");
    } else {
      return takeEvent(parsed, request);
    }
    return true;
  }

  async function takeEvent(event: ChannelEvent, request: FastifyRequest): Promise<boolean> {
    try {
      await options.take(event);
      count("taken");
      return true;
    } catch (error) {
      count("not kept");
      request.log.error({ err: error }, "an event of Messenger was not kept; Meta sends it again");
      return false;
    }
  }
}
