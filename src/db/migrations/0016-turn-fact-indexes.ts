import { type Kysely, sql } from "kysely";

/**
 * Every turn inserts a fact, and its indexes cost more than its row. With the time as its first column, the primary key also
 * serves queries by time, and grows only at its end. The index of help points holds only facts that have one.
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
