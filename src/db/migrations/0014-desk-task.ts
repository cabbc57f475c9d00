import type { Kysely } from "kysely";

/** Tasks get the conversation that was handed over, and who took them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("desk_task")
    .addColumn("point_id", "text")
    .addColumn("lines_sealed", "text")
    .addColumn("taken_by", "bigint", (column) => column.references("desk_account.id"))
    .addColumn("taken_at", "timestamptz")
    .addColumn("closed_by", "bigint", (column) => column.references("desk_account.id"))
    .execute();
}
