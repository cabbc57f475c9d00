import { type Kysely, sql } from "kysely";

/** The first screen and the frame of each page count what is due: open dossiers are few of all that were ever promised. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index dossier_promised on dossier (agency_id, promised_at)
    where told_status is null or told_status not in (3, 7, 8, 9, 10)`.execute(db);
}
