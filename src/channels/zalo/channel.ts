import type { FastifyBaseLogger } from "fastify";
import type { ZaloConfig } from "../../config/config.ts";
import { cardSite } from "../card-actions.ts";
import type { Channel } from "../channel.ts";
import { accountKey } from "../pacing.ts";
import { createZaloClient } from "./client.ts";
import { readOaName } from "./oa-name.ts";
import { refreshPair } from "./oauth.ts";
import { createTokenBox } from "./sealed-pair.ts";
import { createZaloChatRoute, createZaloSender } from "./sender.ts";
import { createZaloTemplateRoutes } from "./templates.ts";
import { TokenManager } from "./token-manager.ts";
import type { TokenStore } from "./token-store.ts";
import { type ZaloWebhookResult, zaloWebhook } from "./webhook.ts";

interface ZaloChannelOptions {
  /** The address that residents open. */
  readonly publicUrl: string;
  readonly tokenStore: TokenStore;
  /** Seals the token pair. */
  readonly secretKey: string;
  readonly log: FastifyBaseLogger;
  readonly now: () => Date;
  readonly count: (result: ZaloWebhookResult) => void;
}

/** Zalo's limits apply per minute. */
const msPerMinute = 60_000;
/** A token is refreshed hours before it expires, so that a look every minute is often enough. */
const tokenPollMs = 60_000;

/** Opens Zalo for one Official Account and loads its token pair. Rejects if the token store does. */
export async function openZaloChannel(
  config: ZaloConfig,
  { publicUrl, tokenStore, secretKey, log, now, count }: ZaloChannelOptions,
): Promise<Channel> {
  const { oaId, appId, oaSecretKey, requestsPerMinute, openapiUrl, znsUrl } = config;
  const tokens = new TokenManager({
    account: oaId,
    store: tokenStore,
    box: createTokenBox(secretKey),
    refresh: (refreshToken) => refreshPair(config, refreshToken),
    seed: { refreshToken: config.refreshToken, accessToken: config.accessToken },
    now,
    onAlarm: (report) => log.error(report),
    onTrouble: (report) => log.warn(report),
  });
  await tokens.open();

  const client = createZaloClient({ openapiUrl });
  const sender = createZaloSender({
    client,
    tokens,
    style: config.replyStyle,
    site: cardSite(publicUrl),
    now,
    onRateLimit: createLimitWarning(requestsPerMinute, log),
  });
  const templates = createZaloTemplateRoutes({ znsUrl, openapiUrl, tokens, now });
  return {
    channel: "zalo",
    server: `Zalo at ${new URL(openapiUrl).host}`,
    sender,
    pushRoutes: {
      "zalo-chat": createZaloChatRoute(sender, oaId),
      "zalo-template": templates.toUser,
      "zalo-template-phone": templates.toPhone,
    },
    limits: { [accountKey("zalo", oaId)]: { count: requestsPerMinute, perMs: msPerMinute } },
    addRoutes: async (app, receive) => {
      await app.register(zaloWebhook, { oaId, appId, oaSecretKey, receive, count });
    },
    readName: () => readOaName(client, tokens),
    start: () => tokens.start(tokenPollMs),
    close: () => tokens.close(),
  };
}

/** Warns once for each limit below ours that Zalo names. */
function createLimitWarning(ours: number, log: FastifyBaseLogger): (perMinute: number) => void {
  let lastNamed = Number.POSITIVE_INFINITY;
  return (perMinute) => {
    if (perMinute === lastNamed) return;
    lastNamed = perMinute;
    if (ours > 0 && perMinute >= ours) return;
    log.warn({ perMinute }, "Zalo allows fewer requests: set ZALO_REQUESTS_PER_MINUTE to this");
  };
}
