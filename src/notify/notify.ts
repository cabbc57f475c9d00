import type { FastifyInstance } from "fastify";
import type { Catalog } from "../catalog/catalog.ts";
import { findProcedureByCode } from "../catalog/procedures/procedure.ts";
import type { PaceLimits, Pacer } from "../channels/pacing.ts";
import type { PushRoutes } from "../channels/push.ts";
import type { Resident } from "../channels/resident.ts";
import type { Database } from "../db/open.ts";
import { createSecretBox } from "../security/secret-box.ts";
import { type BroadcastService, createBroadcastService } from "./broadcasts/broadcast-service.ts";
import { createDeliverer, type Deliverer } from "./delivery/deliverer.ts";
import {
  deliverNotifications,
  enqueueNotifications,
  statusNotifications,
} from "./delivery/enqueue-notifications.ts";
import { createNotificationQueue } from "./delivery/notification-queue.ts";
import type { QuietHours } from "./delivery/quiet-hours.ts";
import { createReceiptFolder, type DeliveryReceipt } from "./delivery/receipts.ts";
import { keepReminders } from "./delivery/reminders.ts";
import { createDossierBox } from "./dossiers/dossier-box.ts";
import { createReportIngestion, type IngestReports } from "./dossiers/ingest-reports.ts";
import { onestopRoutes } from "./onestop/routes.ts";
import type { OnestopCredentials } from "./onestop/sessions.ts";
import { keepDossierRetention } from "./retention.ts";
import { eraseResident } from "./subscriptions/erase-resident.ts";
import type { Contacts } from "./subscriptions/find-dossier.ts";
import { dossierPorts } from "./subscriptions/port-handler.ts";
import { createStopLinks } from "./subscriptions/unsubscribe-links.ts";
import { createTaskBox } from "./tasks/task-box.ts";

export interface NotifyOptions {
  readonly database: Database;
  readonly secretKey: string;
  readonly now: () => Date;
  readonly retentionDays: number;
  /** null: one-stop systems have no way in. */
  readonly onestop: OnestopCredentials | null;
  readonly publicUrl: string;
  /** As it is now: what news leads on to is looked up there. */
  readonly catalog: () => Catalog;
  /** Channels on which residents can be told of changes. */
  readonly pushChannels: ReadonlySet<string>;
  readonly contacts: Contacts;
  readonly hashResident: (resident: Resident) => string;
  /** Brings what is still on its way to the durable record there, so that it can be erased. */
  readonly flushFacts: () => Promise<void>;
  readonly quietHours: QuietHours | null;
  /** Of a broadcast, recipients beyond which a second official approves. */
  readonly approveOver: number;
  readonly onError: (error: unknown) => void;
}

/** By which routes news goes out, and the pace that they share with replies. */
export interface DeliveryTransport {
  readonly routes: PushRoutes;
  readonly pacer: Pacer;
  readonly limits: PaceLimits;
}

/** Dossiers: what agencies report of them, who follows them, and who is told. */
export interface Notify {
  readonly ingestReports: IngestReports;
  readonly broadcasts: BroadcastService;
  /** Fulfils what flows ask. */
  readonly perform: ReturnType<typeof dossierPorts>;
  /** Erases everything that is tied to a resident. Bears to be called twice. */
  erase(resident: Resident): Promise<void>;
  addRoutes(app: FastifyInstance): Promise<void>;
  /** A platform says what became of messages of ours. */
  recordReceipt(receipt: DeliveryReceipt): void;
  /** Begins to tell followers what is new. */
  start(outgoing: DeliveryTransport): Promise<void>;
  /** Ends after the sends under way; what is left stays for the next process. */
  close(): Promise<void>;
}

/** For news that another replica took in, and what is due later. */
const deliverEveryMs = 1_000;
const receiptsEveryMs = 1_000;

/** Rejects with what the database does. */
export async function openNotify(options: NotifyOptions): Promise<Notify> {
  const { database, secretKey, now, retentionDays, onestop } = options;
  const box = createDossierBox(secretKey);
  const stopLinks = createStopLinks(database.db, options);
  const receipts = createReceiptFolder(database.db, options.onError);
  let deliverer: Deliverer | null = null;
  const takeReports = createReportIngestion({
    database,
    box,
    now,
    enqueueNotifications: (tx, changes) =>
      enqueueNotifications(tx, database.jobs, statusNotifications(changes, now()), now()),
  });

  const broadcasts = createBroadcastService({
    ...options,
    box,
    addressBox: createSecretBox(secretKey, "own addresses"),
  });

  const take: IngestReports = async (reports, alongside) => {
    await takeReports(reports, alongside);
    deliverer?.wake();
  };

  const erase = async (resident: Resident): Promise<void> => {
    await options.flushFacts();
    const residentHash = options.hashResident(resident);
    await database.transaction((tx) => eraseResident(tx, resident, { residentHash, now: now() }));
  };
  const perform = dossierPorts({
    database,
    box,
    taskBox: createTaskBox(secretKey),
    now,
    pushes: options.pushChannels,
    contacts: options.contacts,
    keptDays: retentionDays,
    erase,
    pair: (tx, code, resident) => broadcasts.testRecipients.pair(tx, code, resident, now()),
  });
  await keepDossierRetention(database, retentionDays, now);
  await database.jobs.declare(deliverNotifications);

  return {
    ingestReports: take,
    broadcasts,
    perform,
    erase,
    addRoutes: async (app) => {
      stopLinks.addRoutes(app);
      if (onestop === null) return;
      await app.register(onestopRoutes, { credentials: onestop, secretKey, take, now });
    },
    recordReceipt: receipts.take,
    start: async (outgoing) => {
      const { hashResident, quietHours, onError } = options;
      const queue = createNotificationQueue(database.db, {
        box,
        hashResident,
        linkFor: stopLinks.linkFor,
        procedureOf: (code, language) =>
          findProcedureByCode(options.catalog().inLanguage(language), code),
      });
      const news = createDeliverer({ ...outgoing, queue, quietHours, now, onError });
      deliverer = news;
      receipts.start(receiptsEveryMs);
      await keepReminders(database, now);
      await database.jobs.work(deliverNotifications, async () => news.wake());
      news.start(deliverEveryMs);
      broadcasts.start(outgoing);
    },
    close: async () => {
      await deliverer?.close();
      await broadcasts.close();
      await receipts.close();
    },
  };
}
