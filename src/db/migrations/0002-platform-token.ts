import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("platform_token")
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("account", "text", (column) => column.notNull())
    .addColumn("sealed", "text", (column) => column.notNull())
    .addColumn("seed_hash", "text", (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("obtained_at", "timestamptz", (column) => column.notNull())
    .addColumn("refresh_at", "timestamptz", (column) => column.notNull())
    .addColumn("fault", "text")
    .addColumn("fault_at", "timestamptz")
    .addColumn("lease_owner", "text")
    .addColumn("lease_until", "timestamptz")
    .addPrimaryKeyConstraint("platform_token_pkey", ["channel", "account"])
    .execute();
}
