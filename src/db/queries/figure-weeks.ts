import { sql } from "kysely";
import type { FigureFilter } from "./figures.ts";
import { isAtPoints } from "./figures.ts";

/** One resident on one day is one visit; the day is Viet Nam's. */
const visit = sql`resident_hash || to_char(at at time zone 'Asia/Ho_Chi_Minh', 'YYYYMMDD')`;

export interface WeekCounts {
  /** The day of its Monday. */
  readonly week: string;
  readonly conversations: number;
  /** Once for each resident, day and procedure. */
  readonly begun: number;
  /** Those of them who got the checklist. */
  readonly finished: number;
}

/** Counts conversations, and checklists that were begun and finished, by week. */
export async function countWeeks(filter: FigureFilter): Promise<WeekCounts[]> {
  const { db, from, now } = filter;
  const { rows } = await sql<WeekCounts>`
    select to_char(date_trunc('week', at at time zone 'Asia/Ho_Chi_Minh'), 'YYYY-MM-DD') as week,
      ${turnCounts}
    from turn_fact where at >= ${from} and at <= ${now} and ${isAtPoints(filter)}
    group by 1 order by 1`.execute(db);
  return rows;
}

/** The same of the whole period. */
export async function countTurns(filter: FigureFilter): Promise<Omit<WeekCounts, "week">> {
  const { db, from, now } = filter;
  const { rows } = await sql<Omit<WeekCounts, "week">>`
    select ${turnCounts}
    from turn_fact where at >= ${from} and at <= ${now} and ${isAtPoints(filter)}`.execute(db);
  return rows[0] ?? { conversations: 0, begun: 0, finished: 0 };
}

const ofProcedure = sql`flow like 'procedure:%'`;
const turnCounts = sql`count(distinct ${visit})::int as conversations,
  (count(distinct ${visit} || flow) filter (where ${ofProcedure}))::int as begun,
  (count(distinct ${visit} || flow) filter (where ${ofProcedure} and outcome = 'checklist'))::int
    as finished`;
