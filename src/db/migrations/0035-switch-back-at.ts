import type { Kysely } from "kysely";

/** When the bot comes back by itself, and the notice ends. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("bot_switch").addColumn("back_at", "timestamptz").execute();
}
