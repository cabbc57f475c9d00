import type { FastifyInstance } from "fastify";
import type { Catalog } from "../catalog/catalog.ts";
import type { Language } from "../catalog/language.ts";
import type { Resident } from "../channels/resident.ts";
import type { Database } from "../db/open.ts";
import { findNumberForWards } from "../flows/conversations/number-to-call.ts";
import { createAttemptCounter } from "../security/attempt-counter.ts";
import { createSecretBox } from "../security/secret-box.ts";
import { type BroadcastService, createBroadcastService } from "./broadcasts/broadcast-service.ts";
import { type ColleagueAddresses, createColleagueAddresses } from "./colleagues/addresses.ts";
import { createColleagueNotices } from "./colleagues/create-colleague-notices.ts";
import { createRouteSender } from "./colleagues/senders.ts";
import { createWebPush, type WebPush } from "./colleagues/web-push.ts";
import { Deliverer, type DeliveryTransport } from "./delivery/deliverer.ts";
import {
  deliverNotifications,
  enqueueNotifications,
  statusNotifications,
} from "./delivery/enqueue-notifications.ts";
import { createNotificationQueue } from "./delivery/notification-queue.ts";
import type { QuietHours } from "./delivery/quiet-hours.ts";
import { type KnownQuota, QuotaTracker } from "./delivery/quota-tracker.ts";
import { createReceiptWriter, type DeliveryReceipt } from "./delivery/receipts.ts";
import { scheduleReminders } from "./delivery/reminders.ts";
import { createDossierBox } from "./dossiers/dossier-box.ts";
import {
  createReportIngestion,
  type EnqueueChanges,
  type IngestReports,
} from "./dossiers/ingest-reports.ts";
import { scheduleSearchIndex } from "./dossiers/search-index.ts";
import { createReportUndo, type UndoReports } from "./dossiers/undo-reports.ts";
import { createInbox } from "./inbox/create-inbox.ts";
import type { Inbox } from "./inbox/inbox.ts";
import type { LineOutcome, RunDeskTurn } from "./inbox/pass-lines.ts";
import { onestopRoutes } from "./onestop/routes.ts";
import type { OnestopCredentials } from "./onestop/sessions.ts";
import { createUpdatePreview, type PreviewUpdates } from "./preview/update-preview.ts";
import { scheduleDeletion } from "./retention.ts";
import { eraseResident } from "./subscriptions/erase-resident.ts";
import type { Contacts } from "./subscriptions/find-dossier.ts";
import { createPortHandler } from "./subscriptions/port-handler.ts";
import { createUnsubscribeLinks } from "./subscriptions/unsubscribe-links.ts";
import { createTaskBox } from "./tasks/task-box.ts";

interface NotifyOptions {
  readonly database: Database;
  readonly transport: DeliveryTransport;
  readonly secretKey: string;
  /** Keys hashes and signatures that must outlive a change of SECRET_KEY. */
  readonly hashKey: string;
  readonly now: () => Date;
  readonly retentionDays: number;
  /** The shared account of one-stop systems; null: only systems with keys of their own have access. */
  readonly onestop: OnestopCredentials | null;
  readonly publicUrl: string;
  /** Returns the present catalogue, in which the procedures of notifications are looked up. */
  readonly catalog: () => Catalog;
  /** Channels on which residents can be notified of changes. */
  readonly pushChannels: ReadonlySet<string>;
  readonly contacts: Contacts;
  /** CONTACT_PHONE; null if there is none. */
  readonly contactPhone: string | null;
  readonly hashResident: (resident: Resident) => string;
  /** Stores the facts that are still on their way to the database, so that they can be erased there. */
  readonly flushFacts: () => Promise<void>;
  /** Runs what a colleague does at the desk as a turn of the resident. */
  readonly runDeskTurn: RunDeskTurn;
  /** Whether a visitor of the web page has it open, on any replica. */
  readonly isPageOpen: (visitor: Resident) => Promise<boolean>;
  readonly quietHours: QuietHours | null;
  /** Whom push services may write to about colleagues' notices; null: web push is off. */
  readonly webPushSubject: string | null;
  /** A broadcast to more recipients than this is approved by a second official. */
  readonly approveOver: number;
  readonly onError: (error: unknown) => void;
}

/** Dossiers: what agencies report about them, who follows them, and the notifications. */
export interface Notify {
  readonly ingestReports: IngestReports;
  readonly undoReports: UndoReports;
  readonly previewUpdates: PreviewUpdates;
  readonly broadcasts: BroadcastService;
  readonly inbox: Inbox;
  /** Where colleagues receive notices of their work. */
  readonly addresses: ColleagueAddresses;
  readonly webPush: WebPush;
  /** Answers the flows' port requests. */
  readonly perform: ReturnType<typeof createPortHandler>;
  /** Erases everything that is tied to a resident. Calling it twice does no harm. */
  erase(resident: Resident): Promise<void>;
  addRoutes(app: FastifyInstance): Promise<void>;
  recordReceipt(receipt: DeliveryReceipt): void;
  /** Tells a colleague what became of a line. Never rejects. */
  recordLine(outcome: LineOutcome): Promise<void>;
  /** Returns what is left of the platforms' quotas, as far as their answers told this replica. */
  knownQuotas(): readonly KnownQuota[];
  /** Starts sending. */
  start(): Promise<void>;
  /** Finishes the sends under way. What is left stays for the next process. */
  close(): Promise<void>;
}

/** Rejects if the database fails. */
export async function openNotify(options: NotifyOptions): Promise<Notify> {
  const { database, transport, secretKey, now, retentionDays, onestop, onError } = options;
  const box = createDossierBox(secretKey);
  const attempts = createAttemptCounter(database.db, options.hashKey);
  const unsubscribeLinks = createUnsubscribeLinks(database.db, options);
  const receipts = createReceiptWriter(database.db, onError);
  const quotas = new QuotaTracker();
  const broadcasts = createBroadcastService({
    ...options,
    quotas,
    box,
    addressBox: createSecretBox(secretKey, "own addresses"),
  });
  const messages = {
    box,
    hashResident: options.hashResident,
    linkFor: unsubscribeLinks.linkFor,
    procedureOf: (code: string | null, language: Language) =>
      options.catalog().inLanguage(language).findProcedureByCode(code),
    numberOf: (wards: readonly string[]) =>
      findNumberForWards(wards, {
        catalog: options.catalog(),
        contactPhone: options.contactPhone,
      }),
  };
  const deliverer = new Deliverer({
    ...transport,
    queue: createNotificationQueue(database.db, messages),
    quietHours: options.quietHours,
    quotas,
    now,
    onError,
  });

  const enqueueChanges: EnqueueChanges = (tx, changes, dueAt = now()) =>
    enqueueNotifications(tx, database.jobs, statusNotifications(changes, now()), now(), dueAt);
  const ingest = createReportIngestion({
    database,
    box,
    now,
    enqueueNotifications: enqueueChanges,
  });
  const ingestReports: IngestReports = async (reports, alongside, hold) => {
    const refusals = await ingest(reports, alongside, hold);
    deliverer.wake();
    return refusals;
  };

  const undoReports = createReportUndo({ database, now, enqueueNotifications: enqueueChanges });

  const erase = async (resident: Resident): Promise<void> => {
    await options.flushFacts();
    const residentHash = options.hashResident(resident);
    await database.transaction((tx) => eraseResident(tx, resident, { residentHash, now: now() }));
    inbox.changed();
  };
  const taskBox = createTaskBox(secretKey);
  const inbox = createInbox({
    database,
    box: taskBox,
    catalog: options.catalog,
    runTurn: options.runDeskTurn,
    routes: transport.routes,
    isPageOpen: options.isPageOpen,
    publicUrl: options.publicUrl,
    now,
    onError,
  });
  const perform = createPortHandler({
    database,
    box,
    attempts,
    hearing: { box: taskBox, catalog: options.catalog },
    onInboxChange: inbox.changed,
    now,
    pushChannels: options.pushChannels,
    contacts: options.contacts,
    keptDays: retentionDays,
    erase,
    pair: (tx, code, resident) => broadcasts.testRecipients.pair(tx, code, resident, now()),
  });
  const previewUpdates = createUpdatePreview({
    ...messages,
    db: database.db,
    routes: transport.routes,
    usedUpUntil: (route, at) => quotas.usedUpUntil(route, at),
    quietHours: options.quietHours,
    now,
  });
  const { routes } = transport;
  const addresses = createColleagueAddresses({ ...options, db: database.db, routes });
  const webPush = createWebPush({
    db: database.db,
    secretKey,
    subject: options.webPushSubject,
    now,
  });
  const colleagueNotices = createColleagueNotices({
    ...options,
    senders: {
      push: webPush.send,
      email: createRouteSender(routes, addresses.emailAddresses),
      chat: createRouteSender(routes, addresses.chatAddresses),
    },
  });
  await scheduleDeletion(database, retentionDays, now);
  await database.jobs.declare(deliverNotifications);

  return {
    ingestReports,
    undoReports,
    previewUpdates,
    broadcasts,
    inbox: inbox.inbox,
    addresses,
    webPush,
    perform,
    erase,
    addRoutes: async (app) => {
      unsubscribeLinks.addRoutes(app);
      const credentials = onestop;
      const ingestion = { database, credentials, secretKey, attempts, ingest: ingestReports, now };
      await app.register(onestopRoutes, ingestion);
    },
    recordReceipt: receipts.record,
    recordLine: inbox.recordOutcome,
    knownQuotas: () => quotas.known(),
    start: async () => {
      receipts.start();
      await scheduleReminders(database, now);
      await scheduleSearchIndex(database, box);
      await database.jobs.work(deliverNotifications, async () => deliverer.wake());
      deliverer.start();
      broadcasts.start();
      await inbox.start();
      await colleagueNotices.start();
    },
    close: async () => {
      await colleagueNotices.close();
      await inbox.close();
      await deliverer.close();
      await broadcasts.close();
      await receipts.close();
    },
  };
}
