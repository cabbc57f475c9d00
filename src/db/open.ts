import type { ConnectionCounts, OpenDriver } from "./driver.ts";
import { openEmbedded } from "./embedded.ts";
import { type Jobs, startJobs } from "./jobs.ts";
import { migrate } from "./migrate.ts";
import { probeWrite } from "./queries/write-probe.ts";
import {
  scheduleAttemptDeletion,
  scheduleFactDeletion,
  scheduleOfferSettling,
} from "./retention.ts";
import type { DbHandle } from "./schema.ts";
import { runTransaction, type Transaction } from "./transaction.ts";

export interface DatabaseSettings {
  /** null for the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  /** The role that migrates and owns the tables; null or absent: the service's own. */
  readonly databaseOwnerUrl?: string | null;
  readonly dataDir: string;
  readonly retentionDays: number;
  /** Gets the errors of lost idle connections, and those that occur outside jobs. */
  readonly onError: (error: Error) => void;
  readonly now?: () => Date;
}

/** The durable storage, in either database. */
export interface Database {
  readonly kind: OpenDriver["kind"];
  /** For single statements. It throws InsideTransactionError inside a transaction. */
  readonly db: DbHandle;
  readonly jobs: Jobs;
  /** Commits all or nothing of what `work` does with its handle. `work` must not make HTTP calls. */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /** null for the embedded database. */
  connections(): ConnectionCounts | null;
  /** Writes a row, and so rejects also if the database only reads or its disk is full. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Connects without looking at the schema and without jobs, for programs. Embedded, only one process may do so. */
export async function connectDatabase(
  { databaseUrl, dataDir }: Pick<DatabaseSettings, "databaseUrl" | "dataDir">,
  onError: (error: Error) => void,
): Promise<OpenDriver> {
  if (databaseUrl === null) return openEmbedded(dataDir);
  // The server's client is loaded only if there is a server.
  const { openPostgres } = await import("./postgres.ts");
  return openPostgres(databaseUrl, onError);
}

/** Brings the schema up to date, as the owner's role if there is one. */
export async function migrateDatabase(
  driver: OpenDriver,
  { databaseOwnerUrl = null }: Pick<DatabaseSettings, "databaseOwnerUrl">,
  onError: (error: Error) => void,
): Promise<void> {
  if (databaseOwnerUrl === null || driver.kind === "embedded") return migrate(driver.db);
  const { migrateAsOwner } = await import("./owner.ts");
  return migrateAsOwner(databaseOwnerUrl, driver, onError);
}

/** Opens the database, brings its schema up to date and starts its jobs. */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  const driver = await connectDatabase(settings, settings.onError);
  try {
    return await prepare(driver, settings);
  } catch (error) {
    await driver.close();
    throw error;
  }
}

async function prepare(driver: OpenDriver, settings: DatabaseSettings): Promise<Database> {
  const { db } = driver;
  const now = settings.now ?? (() => new Date());
  await migrateDatabase(driver, settings, settings.onError);
  // Where an owner migrates, only that role may change the tables of the jobs.
  const isOwned = settings.databaseOwnerUrl != null;
  const jobs = await startJobs(driver, settings.onError, { ownsTables: !isOwned });
  try {
    await scheduleFactDeletion(jobs, db, settings.retentionDays, now);
    await scheduleAttemptDeletion(jobs, db, now);
    await scheduleOfferSettling(jobs, db, now);
  } catch (error) {
    await jobs.stop();
    throw error;
  }
  return {
    kind: driver.kind,
    db,
    jobs,
    transaction: (work) => runTransaction(db, work),
    ping: () => probeWrite(db, now()),
    connections: driver.connections,
    close: async () => {
      await jobs.stop();
      await driver.close();
    },
  };
}
