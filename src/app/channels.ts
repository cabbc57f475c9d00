import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { createIntake, type IntakeOptions } from "../bot/intake.ts";
import { createDrainer } from "../bot/journal/drainer.ts";
import type { Journal } from "../bot/journal/journal.ts";
import { createOutbox, type OutboxCounters } from "../bot/outbox/outbox.ts";
import type { TurnEvent, TurnOutcome } from "../bot/process-turn.ts";
import type { Referrals } from "../bot/referrals.ts";
import type { Channel } from "../channels/channel.ts";
import type { Mailer, MailSettings } from "../channels/email/mailer.ts";
import type { ChannelEvent } from "../channels/event.ts";
import { openMessengerChannel } from "../channels/messenger/channel.ts";
import { type PaceLimits, withBulkLimits } from "../channels/pacing.ts";
import type { PushRoutes } from "../channels/push.ts";
import type { Resident } from "../channels/resident.ts";
import { createSmsRoute } from "../channels/sms/gateway.ts";
import { openZaloChannel } from "../channels/zalo/channel.ts";
import type { Config } from "../config/config.ts";
import { createPlatformTokenStore } from "../db/queries/platform-tokens.ts";
import type { DeliveryTransport } from "../notify/delivery/deliverer.ts";
import type { DeliveryReceipt } from "../notify/delivery/receipts.ts";
import type { Metrics } from "./metrics.ts";
import type { Parts } from "./resources.ts";

/** The channels that are configured, opened, before anything is received or sent. */
export interface OpenedChannels {
  readonly platforms: readonly Channel[];
  /** How notifications reach residents, and the pace that they share with replies. */
  readonly transport: DeliveryTransport;
  close(): Promise<void>;
}

export interface Platforms {
  /** Drains what an earlier process left, and sends what waits. */
  start(): void;
  /** Once nothing comes in any more: ends after the sends under way. What is left stays for the next process. */
  close(): Promise<void>;
}

export interface PlatformWiring {
  readonly config: Config;
  readonly parts: Parts;
  readonly metrics: Metrics;
  readonly turn: (event: TurnEvent) => Promise<TurnOutcome>;
  readonly now: () => Date;
  readonly referrals: Referrals;
  /** Erases what the durable record ties to a resident. */
  readonly erase: (resident: Resident) => Promise<void>;
  readonly takeReceipt: (receipt: DeliveryReceipt) => void;
}

/** Opens the platforms that are configured, SMS and e-mail. Rejects where the database does. */
export async function openChannels(
  { config, parts, metrics, now }: Pick<PlatformWiring, "config" | "parts" | "metrics" | "now">,
  log: FastifyBaseLogger,
): Promise<OpenedChannels> {
  tellChannels(config, log);
  const direct = await openDirectRoutes(config);
  const platforms = await openAll(config, { parts, metrics, now }, log);
  const limits: PaceLimits = Object.assign({}, ...platforms.map((platform) => platform.limits));
  return {
    platforms,
    transport: {
      routes: Object.assign({}, direct.routes, ...platforms.map(({ pushRoutes }) => pushRoutes)),
      pacer: withBulkLimits(parts.store.pacer(limits), limits),
      limits,
    },
    close: async () => {
      for (const platform of platforms) await platform.close();
      direct.close();
    },
  };
}

/** Connects the platforms with the bot, and adds their webhooks. */
export async function connectPlatforms(
  app: FastifyInstance,
  { platforms, transport: { pacer }, close }: OpenedChannels,
  { parts, metrics, turn, referrals, erase, takeReceipt }: PlatformWiring,
): Promise<Platforms> {
  const { store, journal } = parts;
  const { log } = app;
  if (journal === null) return { start: () => undefined, close };
  const intake = createIntake({
    processTurn: turn,
    store,
    journal,
    erasers: [erase],
    referrals,
    count: metrics.countEvent,
    onFailure: tellFailures(journal, log),
  });
  const take = (event: ChannelEvent) => {
    if (event.payload.type === "receipt") takeReceipt({ ...event, ...event.payload });
    return intake.receive(event);
  };
  for (const platform of platforms) await platform.addRoutes(app, take);
  const drainer = createDrainer({
    journal,
    apply: intake.apply,
    onDelay: (err) => log.warn({ err, ...journal.stats() }, "events wait in the journal still"),
  });
  const outbox = createOutbox({
    store: store.outbox,
    senders: Object.fromEntries(platforms.map(({ channel, sender }) => [channel, sender])),
    pacer,
    onAccountBlocked: (account, reason) =>
      log.error({ account, reason }, "replies wait for a person to act"),
    onError: (err) => log.warn({ err }, "replies wait for the turn store"),
  });
  metrics.show("outbox", () => figuresOf(outbox.counters));
  metrics.show("journal", () => ({ ...journal.stats() }));

  return {
    start: () => {
      for (const platform of platforms) platform.start();
      drainer.start();
      outbox.start();
    },
    close: async () => {
      await drainer.close();
      await outbox.close();
      await close();
    },
  };
}

function figuresOf({ parked, ...counts }: Readonly<OutboxCounters>): Record<string, number> {
  return { ...counts, parked: Object.values(parked).reduce((sum, count) => sum + count, 0) };
}

/** The routes that need no platform: to the phone or the e-mail address on a dossier. */
async function openDirectRoutes({ sms, email }: Config) {
  const mailer = email === null ? null : await openMailer(email);
  const routes: PushRoutes = {
    ...(sms !== null && { sms: createSmsRoute(sms) }),
    ...(mailer !== null && { email: mailer.route }),
  };
  return { routes, close: () => mailer?.close() };
}

/** Only where e-mail is on: its client takes 5 MB. */
async function openMailer(settings: MailSettings): Promise<Mailer> {
  const { createMailer } = await import("../channels/email/mailer.ts");
  return createMailer(settings);
}

/** Those that are configured. */
async function openAll(
  { zalo, messenger }: Config,
  { parts, metrics, now }: Pick<PlatformWiring, "parts" | "metrics" | "now">,
  log: FastifyBaseLogger,
): Promise<Channel[]> {
  const { database, secretKey } = parts;
  const countOf = (channel: string) => (result: string) => metrics.countWebhook(channel, result);
  const opened: Channel[] = [];
  if (zalo !== null) {
    const tokenStore = createPlatformTokenStore(database.db, "zalo");
    const count = countOf("zalo");
    opened.push(await openZaloChannel(zalo, { tokenStore, secretKey, log, now, count }));
  }
  if (messenger !== null) {
    opened.push(openMessengerChannel(messenger, { log, now, count: countOf("messenger") }));
  }
  return opened;
}

function tellChannels({ zalo, messenger }: Config, log: FastifyBaseLogger): void {
  const on = Object.entries({ zalo, messenger }).flatMap(([name, settings]) =>
    settings === null ? [] : [name],
  );
  log.info({ channels: ["web", ...on] }, "channels that are on");
}

function tellFailures(journal: Journal, log: FastifyBaseLogger): IntakeOptions["onFailure"] {
  return (err, result) => {
    switch (result) {
      case "parked":
        return log.error({ err }, "an event was parked: no turn can be run for it");
      case "refused":
        return log.error({ err }, "an event was refused: neither store nor disk takes it");
      case "journaled":
        // While the store is away every event comes here: the first tells of all.
        if (journal.stats().waiting <= 1) log.warn({ err }, "events wait in the journal");
    }
  };
}
