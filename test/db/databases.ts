import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, type DatabaseSettings, openDatabase } from "../../src/db/open.ts";
import { freshDatabaseUrl } from "../servers/addresses.ts";

/** An empty database, for the suites that run on both. */
export interface TestDatabase {
  readonly name: "PGlite" | "PostgreSQL";
  readonly settings: DatabaseSettings;
  remove(): Promise<void>;
}

/** Creates PGlite, and PostgreSQL if it is installed. */
export async function freshDatabases(
  overrides: Partial<DatabaseSettings> = {},
): Promise<TestDatabase[]> {
  const databaseUrl = await freshDatabaseUrl();
  const embedded = await freshDatabase("PGlite", { databaseUrl: null, ...overrides });
  if (databaseUrl === null) return [embedded];
  return [embedded, await freshDatabase("PostgreSQL", { databaseUrl, ...overrides })];
}

async function freshDatabase(
  name: TestDatabase["name"],
  overrides: Partial<DatabaseSettings> & Pick<DatabaseSettings, "databaseUrl">,
): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), "huong-dan-database-"));
  return {
    name,
    settings: { dataDir, retentionDays: 365, onError: fail, ...overrides },
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}

/** Opens the database, does the work, and closes it even if the work fails. */
export async function withDatabase<Result>(
  settings: DatabaseSettings,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(settings);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Errors outside jobs end the run: no test expects them. */
function fail(error: Error): never {
  throw error;
}
