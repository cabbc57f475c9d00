import type { Kysely } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import * as turnFact from "./migrations/0001-turn-fact.ts";
import * as platformToken from "./migrations/0002-platform-token.ts";

/** Applied in the order of their names. One that has run anywhere is never edited again. */
const migrations: Readonly<Record<string, Migration>> = {
  "0001-turn-fact": turnFact,
  "0002-platform-token": platformToken,
};

/** The schema could not be brought up to date; the transaction took back what was begun. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

/**
 * Brings the schema up to date. Any number of replicas may call it at the same moment: kysely's
 * Migrator holds an advisory lock, and those who waited find the work done.
 */
export async function migrate<Tables>(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === "Error")?.migrationName;
  throw new MigrationError(failed ? `Migration ${failed} failed` : "Migrations could not run", {
    cause: error,
  });
}
