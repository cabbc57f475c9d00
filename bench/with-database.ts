import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "../src/db/open.ts";
import { startPostgres } from "../test/servers/start-postgres.ts";

/** Runs the work on an empty PostgreSQL of its own, which is removed afterwards. */
export async function withDatabase<Result>(
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "huong-dan-bench-"));
  const postgres = await startPostgres();
  if (postgres === null) throw new Error("PostgreSQL is not installed.");
  const database = await openDatabase({
    databaseUrl: postgres.url,
    dataDir: folder,
    retentionDays: 365,
    onError: (error) => {
      throw error;
    },
  });
  try {
    return await work(database);
  } finally {
    await database.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
