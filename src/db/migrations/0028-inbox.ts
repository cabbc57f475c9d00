import { type Kysely, sql } from "kysely";

/** A talk that was handed over becomes a conversation in the inbox, with its lines; colleagues keep canned replies. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("desk_task")
    .addColumn("status", "text", (column) => column.notNull().defaultTo("waiting"))
    .addColumn("team", "text", (column) => column.notNull().defaultTo("administrators"))
    .addColumn("agency_id", "bigint", (column) => column.references("agency.id"))
    .addColumn("procedure_id", "text")
    .addColumn("language", "text", (column) => column.notNull().defaultTo("vi"))
    .addColumn("resident_said_at", "timestamptz")
    .addColumn("first_seen_at", "timestamptz")
    .addColumn("answered_at", "timestamptz")
    .addColumn("closed_reason", "text")
    .addColumn("contact_kind", "text")
    .addColumn("contact_sealed", "text")
    .execute();
  await sql`update desk_task set status = case
      when closed_at is not null then 'closed' when taken_by is not null then 'taken' else 'waiting' end,
    team = case when point_id is null then 'administrators' else 'point' end`.execute(db);
  await db.schema.createIndex("desk_task_agency").on("desk_task").column("agency_id").execute();
  await db.schema
    .createTable("inbox_line")
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("task_id", "bigint", (column) =>
      column.notNull().references("desk_task.id").onDelete("cascade"),
    )
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .addColumn("from", "text", (column) => column.notNull())
    .addColumn("account_id", "bigint", (column) => column.references("desk_account.id"))
    .addColumn("words_sealed", "text", (column) => column.notNull())
    .addColumn("event_id", "text", (column) => column.notNull().unique())
    .addColumn("state", "text", (column) => column.notNull().defaultTo("stored"))
    .addColumn("failure", "text")
    .execute();
  await db.schema
    .createIndex("inbox_line_task")
    .on("inbox_line")
    .columns(["task_id", "id"])
    .execute();
  // Lines that still have to reach the bot or the resident, for the job that passes them again.
  await sql`create index inbox_line_sending on inbox_line (at) where state = 'sending'`.execute(db);
  await db.schema
    .createTable("inbox_canned")
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("words", "text", (column) => column.notNull())
    .addColumn("agency_id", "bigint", (column) => column.references("agency.id"))
    .addColumn("point_id", "text")
    .addColumn("made_by", "bigint", (column) => column.notNull().references("desk_account.id"))
    .addColumn("made_at", "timestamptz", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("inbox_version")
    .addColumn("id", "smallint", (column) => column.primaryKey())
    .addColumn("version", "bigint", (column) => column.notNull())
    .execute();
  await sql`insert into inbox_version (id, version) values (1, 0)`.execute(db);
}
