import { sql } from "kysely";
import type { DbHandle } from "../schema.ts";

export interface UsedNote {
  readonly status: number;
  readonly note: string;
}

/** Later steps of the whole service are enough to know what an agency writes at present. */
const maxSteps = 5_000;

/**
 * Returns notes that an agency has written on at least two dossiers since then, the latest first, at most `limit` for each
 * status. A note on one dossier may be about its applicant, so nobody is offered it for another.
 */
export async function selectUsedNotes(
  db: DbHandle,
  agencyId: number,
  {
    statuses,
    since,
    maxLength,
    limit,
  }: { statuses: readonly number[]; since: Date; maxLength: number; limit: number },
): Promise<readonly UsedNote[]> {
  const { rows } = await sql<UsedNote>`
    select status, note from (
      select status, note, row_number() over (partition by status order by last_at desc, note) as place
      from (
        select latest.status, latest.note, max(latest.taken_at) as last_at
        from (
          select status, note, code_key, taken_at from dossier_step
          where status = any(${[...statuses]}::smallint[]) and note <> '' and length(note) <= ${maxLength}
            and taken_at > ${since}
          order by taken_at desc limit ${maxSteps}) latest
        join dossier on dossier.code_key = latest.code_key and dossier.agency_id = ${agencyId}
        group by latest.status, latest.note
        having count(distinct latest.code_key) > 1) used) ranked
    where place <= ${limit}
    order by status, place
  `.execute(db);
  return rows;
}
