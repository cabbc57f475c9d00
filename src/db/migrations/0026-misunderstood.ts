import { type Kysely, sql } from "kysely";

/** Replicas of the previous release go on inserting what was not understood at all: the defaults are theirs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("missed_question")
    .addColumn("kind", "text", (column) => column.notNull().defaultTo("unmatched"))
    .addColumn("intent", "text", (column) => column.notNull().defaultTo(""))
    .addColumn("procedures", "text", (column) => column.notNull().defaultTo(""))
    .execute();
  // An hourly job looks for offers that nobody followed.
  await sql`create index missed_question_offered on missed_question (at) where kind = 'offered'`.execute(
    db,
  );
  await db.schema
    .createTable("sentence_label")
    .addColumn("id", "bigint", (column) => column.primaryKey().generatedAlwaysAsIdentity())
    .addColumn("alike", "text", (column) => column.notNull().unique())
    .addColumn("words", "text", (column) => column.notNull())
    .addColumn("verdict", "text", (column) => column.notNull())
    .addColumn("intent", "text")
    .addColumn("procedure_id", "text")
    .addColumn("labelled_by", "text", (column) => column.notNull())
    .addColumn("labelled_at", "timestamptz", (column) => column.notNull())
    .execute();
}
