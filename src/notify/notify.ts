import type { FastifyInstance } from "fastify";
import type { Database } from "../db/open.ts";
import { createDossierBox } from "./dossiers/dossier-box.ts";
import { reportTaker, type TakeReports } from "./dossiers/take-reports.ts";
import { eraseResident } from "./following/erase.ts";
import type { Contacts } from "./following/find.ts";
import { dossierPorts } from "./following/ports.ts";
import { onestopRoutes } from "./onestop/routes.ts";
import type { OnestopCredentials } from "./onestop/sessions.ts";
import type { Resident } from "./resident.ts";
import { keepDossierRetention } from "./retention.ts";

export interface NotifyOptions {
  readonly database: Database;
  readonly secretKey: string;
  readonly now: () => Date;
  readonly retentionDays: number;
  /** null: one-stop systems have no way in. */
  readonly onestop: OnestopCredentials | null;
  /** Channels on which residents can be told of changes. */
  readonly pushes: ReadonlySet<string>;
  readonly contacts: Contacts;
  readonly hashResident: (resident: Resident) => string;
  /** Brings what is still on its way to the durable record there, so that it can be erased. */
  readonly settleFacts: () => Promise<void>;
}

/** Dossiers: what agencies report of them, who follows them, and who is told. */
export interface Notify {
  readonly takeReports: TakeReports;
  /** Fulfils what flows ask. */
  readonly perform: ReturnType<typeof dossierPorts>;
  /** Erases everything that is tied to a resident. Bears to be called twice. */
  erase(resident: Resident): Promise<void>;
  addRoutes(app: FastifyInstance): Promise<void>;
}

/** Rejects with what the database does. */
export async function openNotify(options: NotifyOptions): Promise<Notify> {
  const { database, secretKey, now, retentionDays, onestop } = options;
  const box = createDossierBox(secretKey);
  const takeReports = reportTaker({ database, box, now, announce: async () => {} });

  const erase = async (resident: Resident): Promise<void> => {
    await options.settleFacts();
    const residentHash = options.hashResident(resident);
    await database.transaction((tx) => eraseResident(tx, resident, { residentHash, now: now() }));
  };
  const perform = dossierPorts({
    database,
    box,
    now,
    pushes: options.pushes,
    contacts: options.contacts,
    keptDays: retentionDays,
    erase,
  });
  await keepDossierRetention(database, retentionDays, now);

  return {
    takeReports,
    perform,
    erase,
    addRoutes: async (app) => {
      if (onestop === null) return;
      await app.register(onestopRoutes, {
        credentials: onestop,
        secretKey,
        take: takeReports,
        now,
      });
    },
  };
}
