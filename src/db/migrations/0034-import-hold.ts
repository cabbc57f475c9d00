import type { Kysely } from "kysely";

/** A file of updates can be taken back for a while after it was sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("dossier_import")
    .addColumn("held_id", "bigint", (column) =>
      column.references("held_update.id").onDelete("set null"),
    )
    .addColumn("held_until", "timestamptz")
    .execute();
}
