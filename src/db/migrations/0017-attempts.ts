import { type Kysely, sql } from "kysely";

/**
 * Attempts are counted in one row per subject, which one statement changes and returns. The former table of single refusals is
 * emptied and stays for the version that still writes to it; a later migration removes it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("attempt_count")
    .addColumn("subject", "text", (column) => column.primaryKey())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("count", "integer", (column) => column.notNull())
    .addColumn("ends_at", "timestamptz", (column) => column.notNull())
    .execute();
  // Each attempt changes rows: with room in its page a new version needs no new index entry.
  await sql`alter table attempt_count set (fillfactor = 50)`.execute(db);
  await db.schema
    .createTable("known_client")
    .addColumn("subject", "text", (column) => column.primaryKey())
    .addColumn("ends_at", "timestamptz", (column) => column.notNull())
    .execute();
  await sql`delete from desk_sign_in_failure`.execute(db);
}
