import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("missed_question")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .addColumn("resident_hash", "text", (column) => column.notNull())
    .addColumn("alike", "text", (column) => column.notNull())
    .addColumn("words", "text", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("missed_question_at").on("missed_question").column("at").execute();
}
