import type { FastifyBaseLogger } from "fastify";
import type { ZaloConfig } from "../../config/config.ts";
import type { Channel } from "../channel.ts";
import { accountKey } from "../pacing.ts";
import { createZaloClient } from "./client.ts";
import { refreshPair } from "./oauth.ts";
import { createZaloChatRoute } from "./push.ts";
import { createTokenBox } from "./sealed-pair.ts";
import { createZaloSender } from "./sender.ts";
import { zaloTemplateRoutes } from "./templates.ts";
import { createTokenKeeper } from "./token-manager.ts";
import type { TokenStore } from "./token-store.ts";
import { type WebhookResult, zaloWebhook } from "./webhook.ts";

export interface ZaloSurroundings {
  readonly tokenStore: TokenStore;
  /** Seals the token pair at rest. */
  readonly secretKey: string;
  readonly log: FastifyBaseLogger;
  readonly now: () => Date;
  readonly count: (result: WebhookResult) => void;
}

/** Zalo's limits are by the minute. */
const msPerMinute = 60_000;
/** A token is refreshed hours early; this is often enough. */
const tokenRoundMs = 60_000;

/** Zalo with its token pair taken up. Rejects where the database does. */
export async function openZaloChannel(
  zalo: ZaloConfig,
  { tokenStore, secretKey, log, now, count }: ZaloSurroundings,
): Promise<Channel> {
  const { oaId, appId, oaSecretKey, requestsPerMinute } = zalo;
  const tokens = createTokenKeeper({
    account: oaId,
    store: tokenStore,
    box: createTokenBox(secretKey),
    refresh: (refreshToken) => refreshPair(zalo, refreshToken),
    seed: { refreshToken: zalo.refreshToken, accessToken: zalo.accessToken },
    now,
    onAlarm: (report) => log.error(report),
    onTrouble: (report) => log.warn(report),
  });
  await tokens.open();

  const outlet = createZaloSender({
    client: createZaloClient({ openapiUrl: zalo.openapiUrl }),
    tokens,
    style: zalo.replyStyle,
    now,
    onRateLimit: tellLowerLimits(requestsPerMinute, log),
  });
  const { znsUrl, openapiUrl } = zalo;
  const templates = zaloTemplateRoutes({ znsUrl, openapiUrl, tokens, now });
  return {
    channel: "zalo",
    sender: outlet,
    pushRoutes: {
      "zalo-chat": createZaloChatRoute(outlet, oaId),
      "zalo-template": templates.toUser,
      "zalo-template-phone": templates.toPhone,
    },
    limits: { [accountKey("zalo", oaId)]: { count: requestsPerMinute, perMs: msPerMinute } },
    addRoutes: async (app, take) => {
      await app.register(zaloWebhook, { oaId, appId, oaSecretKey, take, count });
    },
    start: () => tokens.start(tokenRoundMs),
    close: () => tokens.close(),
  };
}

/** Says once when Zalo names another limit than the one before, and it is below ours. */
function tellLowerLimits(ours: number, log: FastifyBaseLogger): (perMinute: number) => void {
  let named = Number.POSITIVE_INFINITY;
  return (perMinute) => {
    if (perMinute === named) return;
    named = perMinute;
    if (ours > 0 && perMinute >= ours) return;
    log.warn({ perMinute }, "Zalo allows fewer requests: set ZALO_REQUESTS_PER_MINUTE to this");
  };
}
