import type { FastifyInstance } from "fastify";
import type { Catalog } from "../catalog/catalog.ts";
import { procedureByCode } from "../catalog/procedure-by-code.ts";
import type { PaceLimits, Pacer } from "../channels/pacing.ts";
import type { PushRoutes } from "../channels/push.ts";
import type { Resident } from "../channels/resident.ts";
import type { Database } from "../db/open.ts";
import { createSecretBox } from "../security/secret-box.ts";
import { type Broadcasts, createBroadcasts } from "./broadcasts/broadcast.ts";
import { announce, deliverNews, newsOf } from "./delivery/announce.ts";
import { createDeliverer, type Deliverer } from "./delivery/deliverer.ts";
import { newsQueue } from "./delivery/news-queue.ts";
import type { QuietHours } from "./delivery/quiet-hours.ts";
import { createReceiptFolder, type Receipt } from "./delivery/receipts.ts";
import { keepReminders } from "./delivery/reminders.ts";
import { createStopLinks } from "./delivery/stop-links.ts";
import { createDossierBox } from "./dossiers/dossier-box.ts";
import { reportTaker, type TakeReports } from "./dossiers/take-reports.ts";
import { onestopRoutes } from "./onestop/routes.ts";
import type { OnestopCredentials } from "./onestop/sessions.ts";
import { keepDossierRetention } from "./retention.ts";
import { eraseResident } from "./subscriptions/erase.ts";
import type { Contacts } from "./subscriptions/find.ts";
import { dossierPorts } from "./subscriptions/ports.ts";
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
  readonly pushes: ReadonlySet<string>;
  readonly contacts: Contacts;
  readonly hashResident: (resident: Resident) => string;
  /** Brings what is still on its way to the durable record there, so that it can be erased. */
  readonly settleFacts: () => Promise<void>;
  readonly quietHours: QuietHours | null;
  /** Of a broadcast, recipients beyond which a second official approves. */
  readonly approveOver: number;
  readonly onError: (error: unknown) => void;
}

/** By which routes news goes out, and the pace that they share with replies. */
export interface Outgoing {
  readonly routes: PushRoutes;
  readonly pacer: Pacer;
  readonly limits: PaceLimits;
}

/** Dossiers: what agencies report of them, who follows them, and who is told. */
export interface Notify {
  readonly takeReports: TakeReports;
  readonly broadcasts: Broadcasts;
  /** Fulfils what flows ask. */
  readonly perform: ReturnType<typeof dossierPorts>;
  /** Erases everything that is tied to a resident. Bears to be called twice. */
  erase(resident: Resident): Promise<void>;
  addRoutes(app: FastifyInstance): Promise<void>;
  /** A platform says what became of messages of ours. */
  takeReceipt(receipt: Receipt): void;
  /** Begins to tell followers what is new. */
  start(outgoing: Outgoing): Promise<void>;
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
  const takeReports = reportTaker({
    database,
    box,
    now,
    announce: (tx, changes) => announce(tx, database.jobs, newsOf(changes, now()), now()),
  });

  const broadcasts = createBroadcasts({
    ...options,
    box,
    addressBox: createSecretBox(secretKey, "own addresses"),
  });

  const take: TakeReports = async (reports, alongside) => {
    await takeReports(reports, alongside);
    deliverer?.wake();
  };

  const erase = async (resident: Resident): Promise<void> => {
    await options.settleFacts();
    const residentHash = options.hashResident(resident);
    await database.transaction((tx) => eraseResident(tx, resident, { residentHash, now: now() }));
  };
  const perform = dossierPorts({
    database,
    box,
    taskBox: createTaskBox(secretKey),
    now,
    pushes: options.pushes,
    contacts: options.contacts,
    keptDays: retentionDays,
    erase,
    pair: (tx, code, resident) => broadcasts.own.pair(tx, code, resident, now()),
  });
  await keepDossierRetention(database, retentionDays, now);
  await database.jobs.declare(deliverNews);

  return {
    takeReports: take,
    broadcasts,
    perform,
    erase,
    addRoutes: async (app) => {
      stopLinks.addRoutes(app);
      if (onestop === null) return;
      await app.register(onestopRoutes, { credentials: onestop, secretKey, take, now });
    },
    takeReceipt: receipts.take,
    start: async (outgoing) => {
      const { hashResident, quietHours, onError } = options;
      const queue = newsQueue(database.db, {
        box,
        hashResident,
        linkFor: stopLinks.linkFor,
        procedureOf: (code, language) => procedureByCode(options.catalog().in(language), code),
      });
      const news = createDeliverer({ ...outgoing, queue, quietHours, now, onError });
      deliverer = news;
      receipts.start(receiptsEveryMs);
      await keepReminders(database, now);
      await database.jobs.work(deliverNews, async () => news.wake());
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
