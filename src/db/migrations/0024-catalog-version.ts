import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("catalog_version")
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("agency_id", "bigint", (column) => column.references("agency.id"))
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("origin", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("revision", "integer", (column) => column.notNull().defaultTo(1))
    .addColumn("activate_on", "text")
    .addColumn("created_by", "text", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .addColumn("submitted_by", "text")
    .addColumn("approved_by", "text")
    .addColumn("activated_at", "timestamptz")
    .addColumn("ended_by", "text")
    .addColumn("ended_at", "timestamptz")
    .execute();
  await db.schema
    .createTable("catalog_change")
    .addColumn("version_id", "bigint", (column) =>
      column.notNull().references("catalog_version.id").onDelete("cascade"),
    )
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("record_id", "text", (column) => column.notNull())
    .addColumn("base", "text")
    .addColumn("record", "text")
    .addColumn("changed_by", "text", (column) => column.notNull())
    .addColumn("changed_at", "timestamptz", (column) => column.notNull())
    .addPrimaryKeyConstraint("catalog_change_pkey", ["version_id", "kind", "record_id"])
    .execute();
  await db.schema
    .createTable("agency_procedure")
    .addColumn("agency_id", "bigint", (column) =>
      column.notNull().references("agency.id").onDelete("cascade"),
    )
    .addColumn("procedure_id", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("agency_procedure_pkey", ["agency_id", "procedure_id"])
    .execute();
}
