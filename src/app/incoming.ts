import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { createIntake, type IntakeOptions } from "../bot/intake.ts";
import { createDrainer } from "../bot/journal/drainer.ts";
import type { Journal } from "../bot/journal/journal.ts";
import type { Referrals } from "../bot/referrals.ts";
import type { TurnStore } from "../bot/store/turn-store.ts";
import type { ChannelEvent } from "../channels/event.ts";
import type { LogFailure } from "../http/repeated-log.ts";
import type { Notify } from "../notify/notify.ts";
import type { Channels } from "./channels.ts";
import type { Metrics } from "./metrics.ts";

export interface IncomingOptions {
  readonly channels: Pick<Channels, "platforms">;
  readonly store: Pick<TurnStore, "forget" | "load" | "markSeen">;
  /** null if no platform is on. */
  readonly journal: Journal | null;
  readonly processTurn: IntakeOptions["processTurn"];
  readonly referrals: Referrals;
  readonly notify: Pick<Notify, "erase" | "recordReceipt">;
  readonly metrics: Pick<Metrics, "countEvent" | "countFailedMessage" | "show">;
  readonly now: () => Date;
  readonly log: FastifyBaseLogger;
  readonly logFailure: LogFailure;
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
  options: IncomingOptions,
): Promise<Incoming> {
  const { channels, store, journal, processTurn, referrals, notify, metrics } = options;
  const { now, log, logFailure } = options;
  if (journal === null) return { start: () => {}, close: async () => {} };
  const intake = createIntake({
    processTurn,
    store,
    journal,
    erasers: [notify.erase],
    referrals,
    now,
    apologize: (resident, messageId) =>
      processTurn({ resident, messageId, input: { type: "failed" }, said: null, address: null }),
    count: (event, result) => {
      metrics.countEvent(event, result);
      if (result === "parked") metrics.countFailedMessage();
      if (result === "outdated") logFailure("error", new OutdatedEventError(), outdated);
    },
    onFailure: logFailures(log, logFailure),
  });
  const receive = (event: ChannelEvent): Promise<void> => {
    if (event.payload.type === "receipt") notify.recordReceipt({ ...event, ...event.payload });
    return intake.receive(event);
  };
  for (const platform of channels.platforms) await platform.addRoutes(app, receive);

  const drainer = createDrainer({
    journal,
    apply: intake.apply,
    onDelay: (error) =>
      logFailure("warn", error, "events still wait in the journal", { ...journal.stats() }),
  });
  metrics.show("journal", () => ({ ...journal.stats() }));
  return drainer;
}

const outdated =
  "signed events are left out: by this machine's clock they are days old. If this goes on, the clock is wrong";

/** Somebody sends an old event again, or our clock is wrong. */
class OutdatedEventError extends Error {
  override readonly name = "OutdatedEventError";
}

function logFailures(log: FastifyBaseLogger, logFailure: LogFailure): IntakeOptions["onFailure"] {
  return (error, result) => {
    switch (result) {
      case "parked":
        return log.error({ err: error }, "an event was dead-lettered: no turn can be run for it");
      case "refused":
        return logFailure(
          "error",
          error,
          "events are refused, and the platform sends them again: neither store nor disk accepts them",
        );
      case "journaled":
        return logFailure("warn", error, "events wait in the journal");
    }
  };
}
