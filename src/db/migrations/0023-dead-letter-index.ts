import { type Kysely, sql } from "kysely";

/** Few rows of many: the desk lists them, and the metrics count them at each scrape. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index delivery_dead_lettered on delivery (id) where state = 'parked'`.execute(
    db,
  );
}
