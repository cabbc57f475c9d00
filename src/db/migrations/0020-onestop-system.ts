import type { Kysely } from "kysely";

/** One-stop systems with keys of their own, the agencies that each may write for, and the days on which each was noted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("onestop_system")
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("username", "text", (column) => column.notNull().unique())
    .addColumn("key_hash", "text", (column) => column.notNull())
    .addColumn("key_version", "integer", (column) => column.notNull())
    .addColumn("key_made_at", "timestamptz", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .addColumn("used_at", "timestamptz")
    .addColumn("revoked_at", "timestamptz")
    .execute();
  await db.schema
    .createTable("onestop_system_agency")
    .addColumn("system_id", "bigint", (column) => column.notNull().references("onestop_system.id"))
    .addColumn("agency_id", "bigint", (column) =>
      column.notNull().references("agency.id").onDelete("cascade"),
    )
    .addPrimaryKeyConstraint("onestop_system_agency_pkey", ["system_id", "agency_id"])
    .execute();
  await db.schema
    .createIndex("onestop_system_agency_agency")
    .on("onestop_system_agency")
    .column("agency_id")
    .execute();
  await db.schema
    .createTable("onestop_notice")
    .addColumn("sender", "text", (column) => column.notNull())
    .addColumn("day", "text", (column) => column.notNull())
    .addColumn("event", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("onestop_notice_pkey", ["day", "sender", "event"])
    .execute();
}
