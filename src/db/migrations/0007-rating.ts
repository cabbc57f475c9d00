import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("rating")
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("account", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("dossier_id", "bigint", (column) =>
      column.references("dossier.id").onDelete("set null"),
    )
    .addColumn("agency_id", "bigint", (column) => column.references("agency.id"))
    .addColumn("procedure_code", "text")
    .addColumn("score", "smallint", (column) => column.notNull())
    .addColumn("why", "text", (column) => column.notNull())
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .addUniqueConstraint("rating_once", ["dossier_id", "channel", "account", "user_id"])
    .execute();
  await db.schema
    .createIndex("rating_counted")
    .on("rating")
    .columns(["agency_id", "procedure_code", "score"])
    .execute();
}
