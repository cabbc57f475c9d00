import type { Kysely } from "kysely";

/**
 * Agencies choose how residents prove that a dossier is theirs, and dossiers hold, sealed, what that needs. An attempt at a code
 * that nobody has is an attempt too, without a dossier.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("agency")
    .addColumn("proof", "text", (column) => column.notNull().defaultTo("phone"))
    .execute();
  await db.schema
    .alterTable("dossier")
    .addColumn("birth_year_sealed", "text")
    .addColumn("identity_sealed", "text")
    .execute();
  await db.schema
    .alterTable("dossier_try")
    .alterColumn("dossier_id", (column) => column.dropNotNull())
    .execute();
  await db.schema
    .alterTable("dossier_try")
    .addColumn("attempts_left", "smallint", (column) => column.notNull().defaultTo(0))
    .addColumn("retry_at", "timestamptz")
    .execute();
}
