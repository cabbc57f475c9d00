import { type Kysely, sql } from "kysely";

/**
 * A fact comes with every turn, and its indexes cost more than its row: by its time first, the key serves what asks for a time as
 * well and grows at its end; of points only those facts tell that have one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table turn_fact drop constraint turn_fact_pkey, add primary key (at, id)`.execute(
    db,
  );
  await sql`drop index turn_fact_at`.execute(db);
  await sql`drop index turn_fact_point`.execute(db);
  await sql`create index turn_fact_point on turn_fact (point, at) where point is not null`.execute(
    db,
  );
}
