import { type Kysely, sql } from "kysely";

/** A file of updates is stored in parts, is checked and sent in the background, and the agency's words are remembered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("dossier_import")
    // A waiting file of the former version is still one text.
    .addColumn("state", "text", (column) => column.notNull().defaultTo("ready"))
    .addColumn("record_count", "integer")
    .addColumn("summary_sealed", "text")
    .addColumn("revision", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("sent_by", "bigint", (column) => column.references("desk_account.id"))
    .addColumn("claimed_until", "timestamptz")
    .execute();
  await sql`update dossier_import set state = 'sent' where sent_at is not null`.execute(db);
  await db.schema
    .createIndex("dossier_import_in_work")
    .on("dossier_import")
    .columns(["state", "id"])
    .execute();
  await db.schema
    .createTable("dossier_import_chunk")
    .addColumn("import_id", "bigint", (column) =>
      column.notNull().references("dossier_import.id").onDelete("cascade"),
    )
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("first_line", "integer", (column) => column.notNull())
    .addColumn("rows_sealed", "text")
    .addColumn("found", "text")
    .addColumn("sent_at", "timestamptz")
    .addColumn("sent_count", "integer")
    .addPrimaryKeyConstraint("dossier_import_chunk_pkey", ["import_id", "position"])
    .execute();
  await memory(db);
}

async function memory(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("import_word")
    .addColumn("agency_id", "bigint", (column) => column.notNull().references("agency.id"))
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("word", "text", (column) => column.notNull())
    .addColumn("shown", "text", (column) => column.notNull())
    .addColumn("meaning", "text", (column) => column.notNull())
    .addColumn("changed_at", "timestamptz", (column) => column.notNull())
    .addPrimaryKeyConstraint("import_word_pkey", ["agency_id", "kind", "word"])
    .execute();
  await db.schema
    .createTable("import_header")
    .addColumn("agency_id", "bigint", (column) => column.notNull().references("agency.id"))
    .addColumn("header", "text", (column) => column.notNull())
    .addColumn("columns", "text", (column) => column.notNull())
    .addColumn("changed_at", "timestamptz", (column) => column.notNull())
    .addPrimaryKeyConstraint("import_header_pkey", ["agency_id", "header"])
    .execute();
}
