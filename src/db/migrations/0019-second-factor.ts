import type { Kysely } from "kysely";

/** Second factors of the desk's accounts. A sign-in that waits for a code has a table of its own: it is no session. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("desk_second_factor")
    .addColumn("account_id", "bigint", (column) =>
      column.primaryKey().references("desk_account.id"),
    )
    .addColumn("secret_sealed", "text", (column) => column.notNull())
    .addColumn("last_time_step", "bigint", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("desk_recovery_code")
    .addColumn("account_id", "bigint", (column) => column.notNull().references("desk_account.id"))
    .addColumn("code_hash", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("desk_recovery_code_pkey", ["account_id", "code_hash"])
    .execute();
  await db.schema
    .createTable("desk_second_factor_role")
    .addColumn("role", "text", (column) => column.primaryKey())
    .execute();
  await db.schema
    .createTable("desk_sign_in_step")
    .addColumn("token_hash", "text", (column) => column.primaryKey())
    .addColumn("account_id", "bigint", (column) => column.notNull().references("desk_account.id"))
    .addColumn("device", "text", (column) => column.notNull())
    .addColumn("secret_sealed", "text")
    .addColumn("replaces_factor", "boolean", (column) => column.notNull())
    .addColumn("ends_at", "timestamptz", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("desk_sign_in_step_account")
    .on("desk_sign_in_step")
    .column("account_id")
    .execute();
}
