import type { FastifyBaseLogger } from "fastify";
import type { TurnStore } from "../bot/store/turn-store.ts";
import type { Channel } from "../channels/channel.ts";
import { openMessengerChannel } from "../channels/messenger/channel.ts";
import { type PaceLimits, type Pacer, withBulkLimits } from "../channels/pacing.ts";
import type { PushRoutes } from "../channels/push.ts";
import { createSmsRoute } from "../channels/sms/gateway.ts";
import { openZaloChannel } from "../channels/zalo/channel.ts";
import type { Config } from "../config/config.ts";
import { createPlatformTokenStore } from "../db/queries/platform-tokens.ts";
import type { DeliveryTransport } from "../notify/delivery/deliverer.ts";
import type { Metrics } from "./metrics.ts";
import type { Resources } from "./resources.ts";

export interface Channels {
  /** The platforms that are on. The web page is a channel that nothing is sent to: it reads its own stream. */
  readonly platforms: readonly Channel[];
  /** The pace that replies and notifications of an account share. */
  readonly pacer: Pacer;
  /** How notifications reach residents: by platform, SMS or e-mail. */
  readonly transport: DeliveryTransport;
  /** Platforms on which a resident can follow a dossier. */
  readonly pushChannels: ReadonlySet<string>;
  start(): void;
  close(): Promise<void>;
}

export interface ChannelSurroundings {
  readonly resources: Pick<Resources, "database" | "secretKey">;
  readonly store: Pick<TurnStore, "pacer">;
  readonly metrics: Pick<Metrics, "countWebhook">;
  readonly now: () => Date;
  readonly log: FastifyBaseLogger;
}

/** Opens every channel that is configured. Rejects with the database's error if a token pair cannot be read. */
export async function openChannels(
  config: Config,
  surroundings: ChannelSurroundings,
): Promise<Channels> {
  const platforms = await openPlatforms(config, surroundings);
  const mailer = await openMailer(config);
  const names = platforms.map(({ channel }) => channel);
  surroundings.log.info({ channels: ["web", ...names] }, "channels that are on");

  const limits: PaceLimits = Object.assign({}, ...platforms.map(({ limits }) => limits));
  const pacer = withBulkLimits(surroundings.store.pacer(limits), limits);
  const routes: PushRoutes = Object.assign(
    {},
    config.sms !== null && { sms: createSmsRoute(config.sms) },
    mailer !== null && { email: mailer.route },
    ...platforms.map(({ pushRoutes }) => pushRoutes),
  );
  return {
    platforms,
    pacer,
    transport: { routes, pacer, limits },
    pushChannels: new Set(names),
    start: () => {
      for (const platform of platforms) platform.start();
    },
    close: async () => {
      for (const platform of platforms) await platform.close();
      mailer?.close();
    },
  };
}

async function openPlatforms(
  { zalo, messenger, publicUrl }: Config,
  { resources: { database, secretKey }, metrics, now, log }: ChannelSurroundings,
): Promise<Channel[]> {
  const platforms: Channel[] = [];
  if (zalo !== null) {
    const tokenStore = createPlatformTokenStore(database.db, "zalo");
    const count = (result: string) => metrics.countWebhook("zalo", result);
    platforms.push(
      await openZaloChannel(zalo, { publicUrl, tokenStore, secretKey, log, now, count }),
    );
  }
  if (messenger !== null) {
    const count = (result: string) => metrics.countWebhook("messenger", result);
    platforms.push(openMessengerChannel(messenger, { publicUrl, log, now, count }));
  }
  return platforms;
}

/** Loads the mail client only if e-mail is on: it takes 5 MB. */
async function openMailer({ email }: Config) {
  if (email === null) return null;
  const { createMailer } = await import("../channels/email/mailer.ts");
  return createMailer(email);
}
