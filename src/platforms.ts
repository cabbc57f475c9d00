import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { createIntake, type IntakeDependencies } from "./bot/intake.ts";
import { createDrainer } from "./bot/journal/drain.ts";
import type { Journal } from "./bot/journal/journal.ts";
import type { OutboxCounters } from "./bot/outbox/counters.ts";
import { createOutbox } from "./bot/outbox/outbox.ts";
import type { Resident } from "./bot/state/turn-store.ts";
import type { TurnEvent, TurnOutcome } from "./bot/turn.ts";
import { createMailer } from "./channels/email/mailer.ts";
import type { PushRoutes } from "./channels/push.ts";
import { smsRoute } from "./channels/sms/gateway.ts";
import type { Config } from "./config.ts";
import type { Metrics } from "./metrics.ts";
import type { Receipt } from "./notify/deliver/receipts.ts";
import type { Outgoing } from "./notify/notify.ts";
import type { Parts } from "./parts.ts";
import { openZalo } from "./zalo.ts";

export interface Platforms {
  /** How news reaches residents, and the pace that it shares with replies. */
  readonly outgoing: Outgoing;
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
  /** Erases what the durable record ties to a resident. */
  readonly erase: (resident: Resident) => Promise<void>;
  readonly takeReceipt: (receipt: Receipt) => void;
}

/** Opens the platforms that are configured, and adds their webhooks. Rejects where the database does. */
export async function openPlatforms(
  app: FastifyInstance,
  { config, parts, metrics, turn, now, erase, takeReceipt }: PlatformWiring,
): Promise<Platforms> {
  const { store, journal } = parts;
  const { log } = app;
  tellChannels(config, log);
  if (config.zalo === null || journal === null) {
    return { ...noPlatforms, outgoing: { routes: {}, pacer: store.pacer({}) } };
  }

  const direct = openDirectRoutes(config);
  const count = (result: string) => metrics.countWebhook("zalo", result);
  const zalo = await openZalo(config.zalo, { parts, log, now, count });
  const intake = createIntake({
    turn,
    store,
    journal,
    erasers: [erase],
    count: metrics.countEvent,
    onFailure: tellFailures(journal, log),
  });
  await zalo.addRoutes(app, (event) => {
    const { what, at } = event;
    if (what.type === "receipt") takeReceipt({ ...what, at });
    return intake.take(event);
  });
  const pacer = store.pacer(zalo.limits);
  const drainer = createDrainer({
    journal,
    apply: intake.apply,
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms);
      return { cancel: () => clearTimeout(timer) };
    },
    onDelay: (err) => log.warn({ err, ...journal.figures() }, "events wait in the journal still"),
  });
  const outbox = createOutbox({
    store: store.outbox,
    outlets: { zalo: zalo.outlet },
    pacer,
    onAlarm: (account, reason) =>
      log.error({ account, reason }, "replies wait for a person to act"),
    onError: (err) => log.warn({ err }, "replies wait for the turn store"),
  });
  metrics.show("outbox", () => figuresOf(outbox.counters));
  metrics.show("journal", () => ({ ...journal.figures() }));

  return {
    outgoing: { routes: { ...zalo.pushes, ...direct.routes }, pacer },
    start: () => {
      zalo.start();
      drainer.start();
      outbox.start();
    },
    close: async () => {
      await drainer.close();
      await outbox.close();
      await zalo.close();
      direct.close();
    },
  };
}

function figuresOf({ parked, ...counts }: Readonly<OutboxCounters>): Record<string, number> {
  return { ...counts, parked: Object.values(parked).reduce((sum, count) => sum + count, 0) };
}

/** The routes that need no platform: to the phone or the e-mail address on a dossier. */
function openDirectRoutes({ sms, email }: Config) {
  const mailer = email === null ? null : createMailer(email);
  const routes: PushRoutes = {
    ...(sms !== null && { sms: smsRoute(sms) }),
    ...(mailer !== null && { email: mailer.route }),
  };
  return { routes, close: () => mailer?.close() };
}

const noPlatforms = { start: () => undefined, close: async () => undefined };

function tellChannels({ zalo, messenger }: Config, log: FastifyBaseLogger): void {
  log.info({ channels: ["web", ...(zalo === null ? [] : ["zalo"])] }, "channels that are on");
  if (messenger === null) return;
  log.warn("Messenger is configured, but this version does not serve it: nothing comes in or out");
}

function tellFailures(journal: Journal, log: FastifyBaseLogger): IntakeDependencies["onFailure"] {
  return (err, result) => {
    switch (result) {
      case "parked":
        return log.error({ err }, "an event was parked: no turn can be run for it");
      case "refused":
        return log.error({ err }, "an event was refused: neither store nor disk takes it");
      case "journaled":
        // While the store is away every event comes here: the first tells of all.
        if (journal.figures().waiting <= 1) log.warn({ err }, "events wait in the journal");
    }
  };
}
