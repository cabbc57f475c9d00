import type { CreateTableBuilder, Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await followers(db);
  await consents(db);
  await tries(db);
  await demands(db);
  // A resident's facts are erased with the rest, and show when they were last active.
  await db.schema
    .createIndex("turn_fact_resident")
    .on("turn_fact")
    .columns(["resident_hash", "at"])
    .execute();
}

/** A resident: a person on one account of one channel. */
function resident<Table extends string>(table: CreateTableBuilder<Table>) {
  return table
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("account", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull());
}

async function followers(db: Kysely<unknown>): Promise<void> {
  await resident(db.schema.createTable("follower"))
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("dossier_id", "bigint", (column) =>
      column.notNull().references("dossier.id").onDelete("cascade"),
    )
    .addColumn("language", "text", (column) => column.notNull())
    .addColumn("since", "timestamptz", (column) => column.notNull())
    .addColumn("stopped_at", "timestamptz")
    .addUniqueConstraint("follower_once", ["dossier_id", "channel", "account", "user_id"])
    .execute();
  await db.schema
    .createIndex("follower_resident")
    .on("follower")
    .columns(["channel", "account", "user_id"])
    .execute();
}

/** A ledger: rows are never changed, and a withdrawal is a row of its own. */
async function consents(db: Kysely<unknown>): Promise<void> {
  await resident(db.schema.createTable("consent"))
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("purpose", "text", (column) => column.notNull())
    .addColumn("is_given", "boolean", (column) => column.notNull())
    .addColumn("kept_days", "integer", (column) => column.notNull())
    .addColumn("language", "text", (column) => column.notNull())
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .addColumn("event_id", "text", (column) => column.notNull())
    .addUniqueConstraint("consent_once", ["event_id", "purpose"])
    .execute();
  await db.schema
    .createIndex("consent_resident")
    .on("consent")
    .columns(["channel", "account", "user_id", "purpose", "id"])
    .execute();
}

/** Attempts at the last digits of a phone: when and by whom, never which digits. */
async function tries(db: Kysely<unknown>): Promise<void> {
  await resident(db.schema.createTable("dossier_try"))
    .addColumn("event_id", "text", (column) => column.primaryKey())
    .addColumn("dossier_id", "bigint", (column) =>
      column.notNull().references("dossier.id").onDelete("cascade"),
    )
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .addColumn("is_right", "boolean", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("dossier_try_dossier")
    .on("dossier_try")
    .columns(["dossier_id", "at"])
    .execute();
  await db.schema.createIndex("dossier_try_at").on("dossier_try").column("at").execute();
  await db.schema
    .createIndex("dossier_try_resident")
    .on("dossier_try")
    .columns(["channel", "account", "user_id"])
    .execute();
}

async function demands(db: Kysely<unknown>): Promise<void> {
  await resident(db.schema.createTable("desk_task"))
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("opened_at", "timestamptz", (column) => column.notNull())
    .addColumn("due_at", "timestamptz", (column) => column.notNull())
    .addColumn("closed_at", "timestamptz")
    .addColumn("event_id", "text", (column) => column.notNull().unique())
    .execute();
  await db.schema
    .createIndex("desk_task_resident")
    .on("desk_task")
    .columns(["channel", "account", "user_id"])
    .execute();
  await db.schema
    .createIndex("desk_task_due")
    .on("desk_task")
    .columns(["closed_at", "due_at"])
    .execute();
  await db.schema
    .createTable("erasure")
    .addColumn("day", "date", (column) => column.notNull())
    .addColumn("channel", "text", (column) => column.notNull())
    .addColumn("count", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("erasure_pkey", ["day", "channel"])
    .execute();
}
