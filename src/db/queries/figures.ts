import { type RawBuilder, sql } from "kysely";
import type { DbHandle } from "../schema.ts";
import { isDossierOpen, isDossierOverdue } from "./desk-dossiers.ts";

/** The figures of the desk: each counts what happened between `from` and `now`. */
export interface FigureFilter {
  readonly db: DbHandle;
  readonly from: Date;
  readonly now: Date;
  /** Whose dossiers and ratings; null: every agency's. */
  readonly agencyId: number | null;
  /** At which help points conversations took place; null: anywhere. */
  readonly points: readonly string[] | null;
}

/** Counts conversations by day and channel: one resident on one day is one conversation. */
export async function countConversations(filter: FigureFilter) {
  const { db, from, now } = filter;
  const { rows } = await sql<{ day: string; channel: string; count: number }>`
    select to_char(at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') as day, channel,
      count(distinct resident_hash)::int as count
    from turn_fact where at >= ${from} and at <= ${now} and ${isAtPoints(filter)}
    group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}

/** Counts, for each procedure, who began it and who got its checklist; once for each resident and day. */
export async function countChecklists(filter: FigureFilter, limit: number) {
  const { db, from, now } = filter;
  const { rows } = await sql<{ flow: string; begun: number; finished: number }>`
    select flow, count(distinct visit)::int as begun,
      (count(distinct visit) filter (where outcome = 'checklist'))::int as finished
    from (select flow, outcome,
        resident_hash || to_char(at at time zone 'Asia/Ho_Chi_Minh', 'YYYYMMDD') as visit
      from turn_fact where at >= ${from} and at <= ${now} and flow like 'procedure:%'
        and ${isAtPoints(filter)}) as turns
    group by flow order by begun desc, flow limit ${limit}`.execute(db);
  return rows;
}

/** Counts, for each question, the residents for whom it was the last one and who got no checklist. */
export async function countLastQuestions(filter: FigureFilter, limit: number) {
  const { db, from, now } = filter;
  const { rows } = await sql<{ flow: string; step: string; count: number }>`
    with turns as (select id, flow, step, outcome, at,
        resident_hash || to_char(at at time zone 'Asia/Ho_Chi_Minh', 'YYYYMMDD') as visit
      from turn_fact where at >= ${from} and at <= ${now} and flow like 'procedure:%'
        and ${isAtPoints(filter)}),
    last as (select distinct on (visit, flow) visit, flow, step
      from turns order by visit, flow, at desc, id desc)
    select last.flow, last.step, count(*)::int as count from last
    where not exists (select 1 from turns
      where turns.visit = last.visit and turns.flow = last.flow and turns.outcome = 'checklist')
    group by last.flow, last.step order by count desc, last.flow, last.step
    limit ${limit}`.execute(db);
  return rows;
}

/** Counts the dossiers that are open, and those of them past their promised day, by the unit that has them. */
export async function countOverdueByUnit(
  { db, agencyId }: Pick<FigureFilter, "db" | "agencyId">,
  today: Date,
) {
  const { rows } = await sql<{ unit: string | null; late: number; open: number }>`
    select coalesce(dossier_step.unit, agency.name) as unit,
      (count(*) filter (where ${isDossierOverdue(today)}))::int as late, count(*)::int as open
    from dossier left join agency on agency.id = dossier.agency_id
      left join dossier_step on dossier_step.identity = dossier.told_identity
    where ${isDossierOfAgency(agencyId)} and ${isDossierOpen()}
    group by 1 order by 2 desc, 1`.execute(db);
  return rows;
}

/** Counts notifications about dossiers by route and state. */
export async function countDeliveries({ db, from, now, agencyId }: FigureFilter) {
  const { rows } = await sql<{ route: string | null; state: string; count: number; seen: number }>`
    select delivery.route, delivery.state, count(*)::int as count, count(delivery.seen_at)::int as seen
    from delivery join status_event on status_event.id = delivery.event_id
      join dossier on dossier.id = status_event.dossier_id
    where status_event.created_at >= ${from} and status_event.created_at <= ${now}
      and ${isDossierOfAgency(agencyId)}
    group by 1, 2 order by 3 desc, 1, 2`.execute(db);
  return rows;
}

/** Counts ratings by score, the highest first. */
export async function countRatingsByScore(filter: FigureFilter) {
  const { rows } = await sql<{ score: number; count: number }>`
    select score, count(*)::int as count from rating where ${isRatingIn(filter)}
    group by score order by score desc`.execute(filter.db);
  return rows;
}

export interface RatingCounts {
  /** The procedure's code or the agency's name; null if it is not known. */
  readonly named: string | null;
  readonly count: number;
  readonly average: number;
  readonly s1: number;
  readonly s2: number;
  readonly s3: number;
  readonly s4: number;
  readonly s5: number;
}

const ratingCounts = sql`count(*)::int as count, avg(score)::float8 as average,
  (count(*) filter (where score = 1))::int as s1, (count(*) filter (where score = 2))::int as s2,
  (count(*) filter (where score = 3))::int as s3, (count(*) filter (where score = 4))::int as s4,
  (count(*) filter (where score = 5))::int as s5`;

export async function countRatingsByProcedure(filter: FigureFilter) {
  const { rows } = await sql<RatingCounts>`
    select procedure_code as named, ${ratingCounts} from rating where ${isRatingIn(filter)}
    group by 1 order by count desc, 1`.execute(filter.db);
  return rows;
}

export async function countRatingsByAgency(filter: FigureFilter) {
  const { rows } = await sql<RatingCounts>`
    select agency.name as named, ${ratingCounts} from rating
      left join agency on agency.id = rating.agency_id
    where ${isRatingIn(filter)} group by agency.id, agency.name
    order by count desc, 1`.execute(filter.db);
  return rows;
}

/** Returns the reasons that residents wrote beside their ratings, the latest first. */
export async function selectRatingReasons(filter: FigureFilter, limit: number) {
  const { rows } = await sql<{ why: string; score: number; code: string | null }>`
    select why, score, procedure_code as code from rating
    where ${isRatingIn(filter)} and why <> '' order by at desc, id desc
    limit ${limit}`.execute(filter.db);
  return rows;
}

export function isAtPoints({ points }: FigureFilter): RawBuilder<boolean> {
  if (points === null) return sql`true`;
  return points.length === 0 ? sql`false` : sql`point in (${sql.join(points)})`;
}

export function isDossierOfAgency(agencyId: number | null): RawBuilder<boolean> {
  return agencyId === null ? sql`true` : sql`dossier.agency_id = ${agencyId}`;
}

function isRatingIn({ from, now, agencyId }: FigureFilter): RawBuilder<boolean> {
  const isOfAgency = agencyId === null ? sql`true` : sql`rating.agency_id = ${agencyId}`;
  return sql`rating.at >= ${from} and rating.at <= ${now} and ${isOfAgency}`;
}
