import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { createIntake, type IntakeOptions } from "../bot/intake.ts";
import { createDrainer } from "../bot/journal/drainer.ts";
import type { Journal } from "../bot/journal/journal.ts";
import type { Referrals } from "../bot/referrals.ts";
import type { TurnStore } from "../bot/store/turn-store.ts";
import type { ChannelEvent } from "../channels/event.ts";
import type { Notify } from "../notify/notify.ts";
import type { Channels } from "./channels.ts";
import type { Metrics } from "./metrics.ts";

export interface IncomingOptions {
  readonly channels: Pick<Channels, "platforms">;
  readonly store: Pick<TurnStore, "forget">;
  /** null if no platform is on. */
  readonly journal: Journal | null;
  readonly processTurn: IntakeOptions["processTurn"];
  readonly referrals: Referrals;
  readonly notify: Pick<Notify, "erase" | "recordReceipt">;
  readonly metrics: Pick<Metrics, "countEvent" | "show">;
  readonly log: FastifyBaseLogger;
}

export interface Incoming {
  /** Applies the events that an earlier process left in the journal. */
  start(): void;
  /** Ends after the event under way; what is left stays in the journal for the next process. */
  close(): Promise<void>;
}

/** Adds each platform's webhook: a verified event is applied, or goes to the journal while the store is away. */
export async function addWebhooks(
  app: FastifyInstance,
  { channels, store, journal, processTurn, referrals, notify, metrics, log }: IncomingOptions,
): Promise<Incoming> {
  if (journal === null) return { start: () => {}, close: async () => {} };
  const intake = createIntake({
    processTurn,
    store,
    journal,
    erasers: [notify.erase],
    referrals,
    count: metrics.countEvent,
    onFailure: logFailures(journal, log),
  });
  const receive = (event: ChannelEvent): Promise<void> => {
    if (event.payload.type === "receipt") notify.recordReceipt({ ...event, ...event.payload });
    return intake.receive(event);
  };
  for (const platform of channels.platforms) await platform.addRoutes(app, receive);

  const drainer = createDrainer({
    journal,
    apply: intake.apply,
    onDelay: (err) => log.warn({ err, ...journal.stats() }, "events still wait in the journal"),
  });
  metrics.show("journal", () => ({ ...journal.stats() }));
  return drainer;
}

function logFailures(journal: Journal, log: FastifyBaseLogger): IntakeOptions["onFailure"] {
  return (err, result) => {
    switch (result) {
      case "parked":
        return log.error({ err }, "an event was dead-lettered: no turn can be run for it");
      case "refused":
        return log.error({ err }, "an event was refused: neither store nor disk accepts it");
      case "journaled":
        // While the store is away every event comes here: one line for the first is enough.
        if (journal.stats().waiting <= 1) log.warn({ err }, "events wait in the journal");
    }
  };
}
