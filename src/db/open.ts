import type { OpenDriver } from "./driver.ts";
import { openEmbedded } from "./embedded.ts";
import { type Jobs, startJobs } from "./jobs.ts";
import { migrate } from "./migrate.ts";
import { openPostgres } from "./postgres.ts";
import { scheduleAttemptDeletion, scheduleFactDeletion } from "./retention.ts";
import type { DbHandle } from "./schema.ts";
import { runTransaction, type Transaction } from "./transaction.ts";

export interface DatabaseSettings {
  /** null for the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
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
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the database, brings its schema up to date and starts its jobs. */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  const driver =
    settings.databaseUrl === null
      ? await openEmbedded(settings.dataDir)
      : await openPostgres(settings.databaseUrl, settings.onError);
  try {
    return await prepare(driver, settings);
  } catch (error) {
    await driver.close();
    throw error;
  }
}

async function prepare(driver: OpenDriver, settings: DatabaseSettings): Promise<Database> {
  const { db } = driver;
  await migrate(db);
  const jobs = await startJobs(driver, settings.onError);
  try {
    const now = settings.now ?? (() => new Date());
    await scheduleFactDeletion(jobs, db, settings.retentionDays, now);
    await scheduleAttemptDeletion(jobs, db, now);
  } catch (error) {
    await jobs.stop();
    throw error;
  }
  return {
    kind: driver.kind,
    db,
    jobs,
    transaction: (work) => runTransaction(db, work),
    ping: async () => {
      await db.selectNoFrom((query) => query.val(1).as("one")).execute();
    },
    close: async () => {
      await jobs.stop();
      await driver.close();
    },
  };
}
