import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("live_version")
    .addColumn("id", "smallint", (column) => column.primaryKey())
    .addColumn("version", "bigint", (column) => column.notNull())
    .execute();
  await sql`insert into live_version (id, version) values (1, 0)`.execute(db);
  await db.schema
    .createTable("point_edit")
    .addColumn("point_id", "text", (column) => column.primaryKey())
    .addColumn("edit", "text", (column) => column.notNull())
    .addColumn("edited_by", "text", (column) => column.notNull())
    .addColumn("edited_at", "timestamptz", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("procedure_alias")
    .addColumn("procedure_id", "text", (column) => column.notNull())
    .addColumn("alias", "text", (column) => column.notNull())
    .addColumn("added_by", "text", (column) => column.notNull())
    .addColumn("added_at", "timestamptz", (column) => column.notNull())
    .addPrimaryKeyConstraint("procedure_alias_pkey", ["procedure_id", "alias"])
    .execute();
  await db.schema
    .createTable("bot_switch")
    .addColumn("id", "smallint", (column) => column.primaryKey())
    .addColumn("is_off", "boolean", (column) => column.notNull())
    .addColumn("notice_id", "integer", (column) => column.notNull())
    .addColumn("notice_vi", "text")
    .addColumn("notice_en", "text")
    .addColumn("changed_by", "text", (column) => column.notNull())
    .addColumn("changed_at", "timestamptz", (column) => column.notNull())
    .execute();
}
