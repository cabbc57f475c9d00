import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await undo(db);
  await search(db);
  await sql`alter table broadcast add column returned_by bigint, add column returned_at timestamptz,
    add column return_reason text`.execute(db);
}

/** What an update or an import changed, for as long as it can be taken back. */
async function undo(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("held_update")
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("agency_id", "bigint")
    .addColumn("account_id", "bigint", (column) => column.notNull())
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .addColumn("until", "timestamptz", (column) => column.notNull())
    .addColumn("undone_at", "timestamptz")
    .addColumn("undone_by", "bigint")
    .execute();
  await db.schema
    .createTable("held_change")
    .addColumn("held_id", "bigint", (column) =>
      column.notNull().references("held_update.id").onDelete("cascade"),
    )
    .addColumn("dossier_id", "bigint", (column) =>
      column.notNull().references("dossier.id").onDelete("cascade"),
    )
    .addColumn("is_new", "boolean", (column) => column.notNull())
    .addColumn("steps", sql`text[]`, (column) => column.notNull())
    .addColumn("columns", "jsonb", (column) => column.notNull())
    .addPrimaryKeyConstraint("held_change_pkey", ["held_id", "dossier_id"])
    .execute();
  await sql`create index held_change_dossier on held_change (dossier_id)`.execute(db);
  await sql`create index held_update_until on held_update (until)`.execute(db);
  await sql`create index status_event_step on status_event (step_identity)
    where step_identity is not null`.execute(db);
}

/** Names and phones are sealed, so they are found by keyed hashes of their parts. */
async function search(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("dossier_search")
    .addColumn("dossier_id", "bigint", (column) =>
      column.primaryKey().references("dossier.id").onDelete("cascade"),
    )
    .addColumn("key_id", "text", (column) => column.notNull())
    .addColumn("tokens", sql`bigint[]`, (column) => column.notNull())
    .execute();
  await sql`create index dossier_search_tokens on dossier_search using gin (tokens)`.execute(db);
  await sql`create index dossier_search_key on dossier_search (key_id)`.execute(db);
  await sql`create index dossier_procedure_name on dossier (procedure_name)
    where procedure_name is not null`.execute(db);
  await sql`create index dossier_received_at on dossier (received_at)
    where received_at is not null`.execute(db);
  await sql`create index dossier_promised_at on dossier (promised_at)
    where promised_at is not null`.execute(db);
  await sql`create index dossier_step_officer on dossier_step (officer, code_key)
    where officer is not null`.execute(db);
  await sql`create index dossier_step_noted on dossier_step (taken_at)
    where note <> '' and status in (3, 5, 8)`.execute(db);
}
