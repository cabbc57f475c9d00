import type { Kysely } from "kysely";

/** Keys that the service made for itself, sealed. The former version knows nothing of the table and does not need it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("service_key")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("sealed", "text", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .execute();
}
