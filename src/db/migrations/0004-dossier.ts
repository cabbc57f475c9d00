import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await agencies(db);
  await dossiers(db);
  await steps(db);
}

async function agencies(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("agency")
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("madonvi", "text", (column) => column.unique())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("is_complete", "boolean", (column) => column.notNull())
    .addColumn("follows_contacts", "boolean", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("agency_prefix")
    .addColumn("prefix", "text", (column) => column.primaryKey())
    .addColumn("agency_id", "bigint", (column) =>
      column.notNull().references("agency.id").onDelete("cascade"),
    )
    .execute();
  await db.schema
    .createTable("agency_ward")
    .addColumn("agency_id", "bigint", (column) =>
      column.notNull().references("agency.id").onDelete("cascade"),
    )
    .addColumn("ward_code", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("agency_ward_pkey", ["agency_id", "ward_code"])
    .execute();
}

async function dossiers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("dossier")
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("code", "text", (column) => column.notNull())
    .addColumn("code_key", "text", (column) => column.notNull().unique())
    .addColumn("reversed_key", "text", (column) => column.notNull())
    .addColumn("agency_id", "bigint", (column) => column.references("agency.id"))
    .addColumn("procedure_code", "text")
    .addColumn("procedure_name", "text")
    .addColumn("applicant_sealed", "text")
    .addColumn("phone_sealed", "text")
    .addColumn("email_sealed", "text")
    .addColumn("received_at", "timestamptz")
    .addColumn("promised_at", "timestamptz")
    .addColumn("told_identity", "text")
    .addColumn("told_status", "smallint")
    .addColumn("told_at", "timestamptz")
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .addColumn("changed_at", "timestamptz", (column) => column.notNull())
    .execute();
  // The end of a code is looked up as the beginning of the reversed code.
  await sql`create index dossier_reversed_key on dossier (reversed_key text_pattern_ops)`.execute(
    db,
  );
  await db.schema.createIndex("dossier_changed_at").on("dossier").column("changed_at").execute();
}

/** Steps refer to a code, not to a dossier, because a step may arrive before its dossier. */
async function steps(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("dossier_step")
    .addColumn("identity", "text", (column) => column.primaryKey())
    .addColumn("code_key", "text", (column) => column.notNull())
    .addColumn("status", "smallint", (column) => column.notNull())
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .addColumn("is_dated", "boolean", (column) => column.notNull())
    .addColumn("note", "text", (column) => column.notNull())
    .addColumn("officer", "text")
    .addColumn("unit", "text")
    .addColumn("due_at", "timestamptz")
    .addColumn("taken_at", "timestamptz", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("dossier_step_code_key")
    .on("dossier_step")
    .columns(["code_key", "at"])
    .execute();
  await db.schema
    .createIndex("dossier_step_taken_at")
    .on("dossier_step")
    .column("taken_at")
    .execute();
}
