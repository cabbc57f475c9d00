import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { limitPerMinute } from "../../http/rate-limit.ts";
import {
  acceptRawBodies,
  firstHeader,
  parseJsonBytes,
  rawBytesOf,
  rejectWebhook,
} from "../../http/raw-body.ts";
import { equalInConstantTime } from "../../security/constant-time.ts";
import type { ChannelEvent } from "../event.ts";
import { maxMessengerWebhookBytes } from "./limits.ts";
import { type IgnoredReason, type ParsedUpdate, parseWebhook } from "./parse.ts";
import { isSignature, verifyMessengerSignature } from "./verify.ts";

interface MessengerWebhookOptions {
  readonly pageId: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly now: () => Date;
  /** Resolves once the event is stored, so that Meta need not send it again; rejects if it cannot be stored. */
  readonly receive: (event: ChannelEvent) => Promise<void>;
  /** Receives the id of each reply of ours whose echo came. */
  readonly onEcho: (replyId: string) => void;
  /** Receives the result of every handshake, rejected request and update. */
  readonly count?: (result: MessengerWebhookResult) => void;
}

export type MessengerWebhookResult =
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
/** Meta sends one when the webhook is set; the token must not be guessed. */
const handshakesPerMinute = 60;
const challengePattern = /^[\w-]{1,200}$/;

/**
 * Serves `GET` and `POST /webhooks/messenger`. Meta unsubscribes an app whose webhook fails for an hour, so every
 * correctly signed request is answered 200, whether we understand it or not. No body is ever logged.
 */
export async function messengerWebhook(
  app: FastifyInstance,
  options: MessengerWebhookOptions,
): Promise<void> {
  acceptRawBodies(app);
  const count = options.count ?? (() => undefined);

  app.get<{ Querystring: Record<string, unknown> }>(
    path,
    { config: { rateLimit: limitPerMinute(handshakesPerMinute) } },
    async ({ query }, reply) => {
      const challenge = String(query["hub.challenge"] ?? "");
      const isValid =
        query["hub.mode"] === "subscribe" &&
        equalInConstantTime(String(query["hub.verify_token"] ?? ""), options.verifyToken) &&
        challengePattern.test(challenge);
      count(isValid ? "handshake" : "refused handshake");
      if (isValid) return reply.type("text/plain; charset=utf-8").send(challenge);
      return rejectWebhook(reply, "wrong-verify-token");
    },
  );

  app.post(
    path,
    {
      bodyLimit: maxMessengerWebhookBytes,
      // A request that cannot be signed is rejected before its body is read.
      onRequest: async (request, reply) => {
        if (!isSignature(firstHeader(request.headers[signatureHeader]))) {
          return rejectUnsigned(request, reply);
        }
      },
    },
    async (request, reply) => {
      const raw = rawBytesOf(request.body);
      const signature = firstHeader(request.headers[signatureHeader]) ?? "";
      if (!verifyMessengerSignature(raw, signature, options.appSecret))
        return rejectUnsigned(request, reply);
      const updates = parseWebhook(parseJsonBytes(raw), options.pageId, options.now());
      const failures = await handleAll(updates, request);
      return failures > 0 ? rejectWebhook(reply, "not-kept") : reply.code(200).send();
    },
  );

  function rejectUnsigned(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    count("bad signature");
    request.log.warn("a webhook of Messenger has no valid signature");
    return rejectWebhook(reply, "bad-signature");
  }

  /** Handles all updates at once, residents side by side; resolves with the number that could not be stored. */
  async function handleAll(
    updates: readonly ParsedUpdate[],
    request: FastifyRequest,
  ): Promise<number> {
    const stored = await Promise.all(updates.map((parsed) => handleUpdate(parsed, request)));
    return stored.filter((isStored) => !isStored).length;
  }

  async function handleUpdate(parsed: ParsedUpdate, request: FastifyRequest): Promise<boolean> {
    if ("ignored" in parsed) {
      count(`ignored: ${parsed.ignored}`);
    } else if ("echoOf" in parsed) {
      options.onEcho(parsed.echoOf);
      count("our own message");
    } else if ("policy" in parsed) {
      request.log.error({ action: parsed.policy }, "Meta warns or blocks the Page, or unblocks it");
      count("policy");
    } else {
      return storeEvent(parsed, request);
    }
    return true;
  }

  async function storeEvent(event: ChannelEvent, request: FastifyRequest): Promise<boolean> {
    try {
      await options.receive(event);
      count("taken");
      return true;
    } catch (error) {
      count("not kept");
      request.log.error(
        { err: error },
        "an event of Messenger was not stored; Meta will send it again",
      );
      return false;
    }
  }
}
