import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await accounts(db);
  await signingIn(db);
  await auditTrail(db);
  await imports(db);
}

async function accounts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("desk_account")
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("username", "text", (column) => column.notNull().unique())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("agency_id", "bigint", (column) => column.references("agency.id"))
    .addColumn("password_hash", "text")
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .addColumn("closed_at", "timestamptz")
    .execute();
  await db.schema
    .createTable("desk_account_point")
    .addColumn("account_id", "bigint", (column) => column.notNull().references("desk_account.id"))
    .addColumn("point_id", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("desk_account_point_pkey", ["account_id", "point_id"])
    .execute();
}

async function signingIn(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("desk_session")
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("token_hash", "text", (column) => column.notNull().unique())
    .addColumn("account_id", "bigint", (column) => column.notNull().references("desk_account.id"))
    .addColumn("device", "text", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .addColumn("used_at", "timestamptz", (column) => column.notNull())
    .addColumn("ends_at", "timestamptz", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("desk_session_account")
    .on("desk_session")
    .column("account_id")
    .execute();
  await db.schema
    .createTable("desk_invitation")
    .addColumn("token_hash", "text", (column) => column.primaryKey())
    .addColumn("account_id", "bigint", (column) => column.notNull().references("desk_account.id"))
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .addColumn("ends_at", "timestamptz", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("desk_sign_in_failure")
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("desk_sign_in_failure_subject")
    .on("desk_sign_in_failure")
    .columns(["subject", "at"])
    .execute();
}

/** The database itself refuses to change or delete rows, even for the service. */
async function auditTrail(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("desk_audit")
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .addColumn("account_id", "bigint")
    .addColumn("username", "text", (column) => column.notNull())
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("action", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("detail", "text", (column) => column.notNull())
    .execute();
  await sql`
    create function refuse_audit_change() returns trigger language plpgsql as
    $body$ begin raise exception 'the audit trail is append-only'; end $body$`.execute(db);
  await sql`
    create trigger desk_audit_append_only before update or delete or truncate on desk_audit
    for each statement execute function refuse_audit_change()`.execute(db);
}

async function imports(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("dossier_import")
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("account_id", "bigint", (column) => column.notNull().references("desk_account.id"))
    .addColumn("agency_id", "bigint", (column) => column.notNull().references("agency.id"))
    .addColumn("file_name", "text", (column) => column.notNull())
    .addColumn("content_sealed", "text")
    .addColumn("columns", "text", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .addColumn("sent_at", "timestamptz")
    .addColumn("sent_count", "integer")
    .execute();
}
