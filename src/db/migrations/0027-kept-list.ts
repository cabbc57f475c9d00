import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("kept_list")
    .addColumn("code_hash", "text", (column) => column.primaryKey())
    .addColumn("procedure_id", "text", (column) => column.notNull())
    .addColumn("answers", "text", (column) => column.notNull())
    .addColumn("province_code", "text")
    .addColumn("point_id", "text")
    .addColumn("language", "text", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .execute();
  // Old ones are deleted every night.
  await sql`create index kept_list_created on kept_list (created_at)`.execute(db);
}
