import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("chat_link")
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("code", "text", (column) => column.notNull().unique())
    .addColumn("point_id", "text", (column) => column.notNull())
    .addColumn("procedure_id", "text")
    .addColumn("dossier_id", "bigint", (column) =>
      column.references("dossier.id").onDelete("cascade"),
    )
    .addColumn("made_by", "text", (column) => column.notNull())
    .addColumn("made_at", "timestamptz", (column) => column.notNull())
    .addColumn("expires_at", "timestamptz")
    .addColumn("revoked_at", "timestamptz")
    .addColumn("used_at", "timestamptz")
    .addColumn("used_by", "text")
    .execute();
  await db.schema.createIndex("chat_link_point").on("chat_link").column("point_id").execute();
  await db.schema.createIndex("chat_link_dossier").on("chat_link").column("dossier_id").execute();
  await db.schema.createIndex("chat_link_used_by").on("chat_link").column("used_by").execute();
  await db.schema
    .createTable("chat_link_opened")
    .addColumn("link_id", "bigint", (column) =>
      column.notNull().references("chat_link.id").onDelete("cascade"),
    )
    .addColumn("day", "date", (column) => column.notNull())
    .addColumn("count", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("chat_link_opened_pkey", ["link_id", "day"])
    .execute();
  await db.schema
    .createTable("point_target")
    .addColumn("point_id", "text", (column) => column.primaryKey())
    .addColumn("chats_per_week", "integer", (column) => column.notNull())
    .addColumn("set_by", "text", (column) => column.notNull())
    .addColumn("set_at", "timestamptz", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("turn_fact_point").on("turn_fact").columns(["point", "at"]).execute();
}
