import { type Kysely, sql } from "kysely";

/** Leaves room in each page for a row's next version, so that a claim changes no index. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table delivery set (fillfactor = 50)`.execute(db);
}
