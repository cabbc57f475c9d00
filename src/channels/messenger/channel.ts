import type { FastifyBaseLogger } from "fastify";
import type { MessengerConfig } from "../../config/config.ts";
import type { Channel } from "../channel.ts";
import { accountKey, bulkKey, type PaceLimits } from "../pacing.ts";
import { createGraphClient } from "./client.ts";
import { createEchoes } from "./echoes.ts";
import { maxMessagesPerSecond } from "./limits.ts";
import { messengerRoutes } from "./push.ts";
import { createMessengerSender, type MessengerSender } from "./sender.ts";
import { showTyping } from "./typing.ts";
import { messengerWebhook, type WebhookResult } from "./webhook.ts";

export interface MessengerSurroundings {
  readonly log: FastifyBaseLogger;
  readonly now: () => Date;
  readonly count: (result: WebhookResult) => void;
}

/** Its outlet sends utility templates too. */
export interface MessengerChannel extends Channel {
  readonly sender: MessengerSender;
}

const perMs = 1_000;

/** Messenger for one Page. */
export function openMessengerChannel(
  messenger: MessengerConfig,
  { log, now, count }: MessengerSurroundings,
): MessengerChannel {
  const { pageId, appSecret, verifyToken } = messenger;
  const client = createGraphClient(messenger);
  const echoes = createEchoes();
  const outlet = createMessengerSender({
    client,
    echoes,
    onRefusal: ({ code, subcode }, trace) =>
      log.warn({ code, subcode, fbtrace_id: trace }, "Meta refused a message"),
  });
  const typing = { client, account: pageId, after: timer };
  return {
    channel: "messenger",
    sender: outlet,
    pushRoutes: messengerRoutes(outlet, pageId),
    limits: paceOf(messenger),
    addRoutes: async (app, take) => {
      await app.register(messengerWebhook, {
        pageId,
        appSecret,
        verifyToken,
        now,
        take: showTyping(typing, take),
        onEcho: echoes.add,
        count,
      });
    },
    start: () => undefined,
    close: async () => undefined,
  };
}

/** The setting paces what is sent to many; all together stays below what freezes a Page. */
function paceOf({ pageId, messagesPerSecond: count }: MessengerConfig): PaceLimits {
  if (count === 0) return {};
  const account = accountKey("messenger", pageId);
  return {
    [account]: { count: Math.max(count, maxMessagesPerSecond), perMs },
    [bulkKey(account)]: { count, perMs },
  };
}

function timer(ms: number, callback: () => void): () => void {
  const waiting = setTimeout(callback, ms).unref();
  return () => clearTimeout(waiting);
}
