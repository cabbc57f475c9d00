import { sql } from "kysely";
import { type FigureFilter, isDossierOfAgency } from "./figures.ts";

/** What a unit did with dossiers in a period. */
export interface UnitCounts {
  /** null: it is not known. */
  readonly unit: string | null;
  readonly received: number;
  /** Those of them that were handed in on the Portal. */
  readonly online: number;
  /** With a result in the period. */
  readonly finished: number;
  /** Those of them that had a promised day. */
  readonly promised: number;
  /** Those of them with a result by the end of that day. */
  readonly onTime: number;
}

/** Status codes of the National Public Service Portal: the catalogue has them all, which this room does not import. */
const registeredOnline = 1;
const decided = 9;
const resultHandedOver = 10;

/**
 * Counts dossiers that were received and finished in the period, by the unit that has them now. A dossier is online if it
 * has the step of a registration on the Portal; it is finished with its first result.
 */
export async function countDossiersByUnit(filter: FigureFilter): Promise<UnitCounts[]> {
  const { db, from, now, agencyId } = filter;
  const { rows } = await sql<UnitCounts>`
    select unit,
      (count(*) filter (where ${within("received", from, now)}))::int as received,
      (count(*) filter (where ${within("received", from, now)} and is_online))::int as online,
      (count(*) filter (where ${within("ended", from, now)}))::int as finished,
      (count(*) filter (where ${within("ended", from, now)} and promised_at is not null))::int
        as promised,
      (count(*) filter (where ${within("ended", from, now)}
        and ${localDay("ended")} <= ${localDay("promised_at")}))::int as "onTime"
    from (
      select coalesce(told.unit, agency.name) as unit, dossier.promised_at,
        coalesce(dossier.received_at, dossier.created_at) as received,
        exists (select 1 from dossier_step as step where step.code_key = dossier.code_key
          and step.status = ${registeredOnline}) as is_online,
        (select min(step.at) from dossier_step as step where step.code_key = dossier.code_key
          and step.status in (${decided}, ${resultHandedOver})) as ended
      from dossier left join agency on agency.id = dossier.agency_id
        left join dossier_step as told on told.identity = dossier.told_identity
      where dossier.changed_at >= ${from} and ${isDossierOfAgency(agencyId)}
    ) as facts
    group by unit`.execute(db);
  return rows
    .filter(({ received, finished }) => received + finished > 0)
    .toSorted((a, b) => b.received - a.received || (a.unit ?? "").localeCompare(b.unit ?? ""));
}

function within(column: "received" | "ended", from: Date, now: Date) {
  return sql`(${sql.ref(column)} >= ${from} and ${sql.ref(column)} <= ${now})`;
}

function localDay(column: "ended" | "promised_at") {
  return sql`date_trunc('day', ${sql.ref(column)} at time zone 'Asia/Ho_Chi_Minh')`;
}
