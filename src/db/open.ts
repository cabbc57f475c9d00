import type { OpenDriver } from "./driver.ts";
import { openEmbedded } from "./embedded.ts";
import { type Jobs, startJobs } from "./jobs.ts";
import { migrate } from "./migrate.ts";
import { openPostgres } from "./postgres.ts";
import { keepRetention } from "./retention.ts";
import type { DbHandle } from "./schema.ts";
import { runTransaction, type Transaction } from "./transaction.ts";

export interface DatabaseSettings {
  /** null: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly retentionDays: number;
  /** Hears of lost idle connections and of what goes wrong between jobs. */
  readonly onError: (error: Error) => void;
  readonly now?: () => Date;
}

/** The durable record, whichever database holds it. */
export interface Database {
  readonly kind: OpenDriver["kind"];
  /** For single statements. Throws InsideTransactionError inside a transaction. */
  readonly db: DbHandle;
  readonly jobs: Jobs;
  /** All or nothing of what `work` does through its handle. No HTTP call belongs inside. */
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
    await keepRetention(jobs, db, settings.retentionDays, settings.now ?? (() => new Date()));
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
