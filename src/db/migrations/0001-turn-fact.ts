import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("turn_fact")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("resident_hash", "text", (column) => column.notNull())
    .addColumn("flow", "text", (column) => column.notNull())
    .addColumn("step", "text", (column) => column.notNull())
    .addColumn("outcome", "text", (column) => column.notNull())
    .addColumn("point", "text")
    .execute();
  await db.schema.createIndex("turn_fact_at").on("turn_fact").column("at").execute();
}
