import type { FastifyBaseLogger } from "fastify";
import type { MessengerConfig } from "../../config/config.ts";
import { cardSite } from "../card-actions.ts";
import type { Channel } from "../channel.ts";
import { accountKey, bulkKey, type PaceLimits } from "../pacing.ts";
import { createGraphClient } from "./client.ts";
import { createEchoLog } from "./echoes.ts";
import { maxMessagesPerSecond } from "./limits.ts";
import { readPageName } from "./page-name.ts";
import { createMessengerRoutes } from "./push.ts";
import { createMessengerSender, type MessengerSender } from "./sender.ts";
import { showTyping } from "./typing.ts";
import { type MessengerWebhookResult, messengerWebhook } from "./webhook.ts";

interface MessengerChannelOptions {
  /** The address that residents open. */
  readonly publicUrl: string;
  readonly log: FastifyBaseLogger;
  readonly now: () => Date;
  readonly count: (result: MessengerWebhookResult) => void;
}

/** Its sender sends utility templates as well. */
interface MessengerChannel extends Channel {
  readonly sender: MessengerSender;
}

const msPerSecond = 1_000;

/** Opens Messenger for one Page. */
export function openMessengerChannel(
  config: MessengerConfig,
  { publicUrl, log, now, count }: MessengerChannelOptions,
): MessengerChannel {
  const { pageId, appSecret, verifyToken } = config;
  const client = createGraphClient(config);
  const echoes = createEchoLog();
  const sender = createMessengerSender({
    client,
    echoes,
    site: cardSite(publicUrl),
    onRefusal: ({ code, subcode }, trace) =>
      log.warn({ code, subcode, fbtrace_id: trace }, "Meta refused a message"),
  });
  const typing = { client, account: pageId, schedule };
  return {
    channel: "messenger",
    server: `Meta at ${new URL(config.graphUrl).host}`,
    sender,
    pushRoutes: createMessengerRoutes(sender, pageId),
    limits: limitsOf(config),
    addRoutes: async (app, receive) => {
      await app.register(messengerWebhook, {
        pageId,
        appSecret,
        verifyToken,
        now,
        receive: showTyping(typing, receive),
        onEcho: echoes.add,
        count,
      });
    },
    readName: () => readPageName(client, pageId),
    start: () => undefined,
    close: async () => undefined,
  };
}

/** The setting paces what is sent to many; replies and pushes together stay below the rate that freezes a Page. */
function limitsOf({ pageId, messagesPerSecond: count }: MessengerConfig): PaceLimits {
  if (count === 0) return {};
  const account = accountKey("messenger", pageId);
  return {
    [account]: { count: Math.max(count, maxMessagesPerSecond), perMs: msPerSecond },
    [bulkKey(account)]: { count, perMs: msPerSecond },
  };
}

function schedule(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, ms).unref();
  return () => clearTimeout(timer);
}
