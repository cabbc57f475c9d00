import { type Kysely, sql } from "kysely";

/** The trail is read by person, object and days, and prices of messages are set at the desk. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index desk_audit_account on desk_audit (account_id, id)`.execute(db);
  await sql`create index desk_audit_subject on desk_audit (subject, id)`.execute(db);
  await sql`create index desk_audit_at on desk_audit (at)`.execute(db);
  await db.schema
    .createTable("message_price")
    .addColumn("kind", "text", (column) => column.primaryKey())
    .addColumn("dong", "integer", (column) => column.notNull())
    .execute();
}
