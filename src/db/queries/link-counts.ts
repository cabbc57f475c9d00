import { sql } from "kysely";
import type { DbHandle } from "../schema.ts";

/** What came of the links, kiosk and posters of help points, by point and week (the day of its Monday). */

interface WeekFilter {
  /** null: all. */
  readonly points: readonly string[] | null;
  /** The local day on which the first week begins. */
  readonly firstDay: string;
  /** The instant at which that day begins. */
  readonly firstAt: Date;
}

/** Counts the pages of links that were opened. */
export function countOpenedPages(db: DbHandle, { points, firstDay }: WeekFilter) {
  const week = mondayOf(sql`day`);
  return db
    .selectFrom("chat_link_opened")
    .innerJoin("chat_link", "chat_link.id", "chat_link_opened.link_id")
    .select(["chat_link.point_id as point", week.as("week")])
    .select(sql<number>`sum(count)::int`.as("opened"))
    .where("day", ">=", firstDay)
    .$if(points !== null, (query) => query.where("chat_link.point_id", "in", points ?? []))
    .groupBy(["chat_link.point_id", week])
    .execute();
}

/** Counts the residents whose first chat at a point began. */
export async function countFirstChats(db: DbHandle, { points, firstAt }: WeekFilter) {
  const firsts = db
    .selectFrom("turn_fact")
    .select(["point", "resident_hash"])
    .select(sql<Date>`min(at)`.as("first_at"))
    .where("point", "is not", null)
    .$if(points !== null, (query) => query.where("point", "in", points ?? []))
    .groupBy(["point", "resident_hash"])
    .as("firsts");
  const week = mondayOf(localDayOf(sql`first_at`));
  const rows = await db
    .selectFrom(firsts)
    .select(["point", week.as("week"), sql<number>`count(*)::int`.as("begun")])
    .where("first_at", ">=", firstAt)
    .groupBy(["point", week])
    .execute();
  return rows.flatMap(({ point, ...row }) => (point === null ? [] : [{ point, ...row }]));
}

/** Counts the turns that ended with a checklist or with a dossier followed. */
export async function countOutcomes(db: DbHandle, { points, firstAt }: WeekFilter) {
  const week = mondayOf(localDayOf(sql`at`));
  const rows = await db
    .selectFrom("turn_fact")
    .select(["point", week.as("week")])
    .select(sql<number>`(count(*) filter (where outcome = 'checklist'))::int`.as("checklists"))
    .select(sql<number>`(count(*) filter (where outcome = 'dossier-followed'))::int`.as("followed"))
    .where("outcome", "in", ["checklist", "dossier-followed"])
    .where("at", ">=", firstAt)
    .where("point", "is not", null)
    .$if(points !== null, (query) => query.where("point", "in", points ?? []))
    .groupBy(["point", week])
    .execute();
  return rows.flatMap(({ point, ...row }) => (point === null ? [] : [{ point, ...row }]));
}

type Sql = ReturnType<typeof sql>;

/** The local day. Viet Nam is seven hours ahead of UTC all year, whatever zones the database knows. */
function localDayOf(at: Sql): Sql {
  return sql`((${at} at time zone 'UTC') + interval '7 hours')::date`;
}

function mondayOf(day: Sql) {
  return sql<string>`to_char(date_trunc('week', ${day}), 'YYYY-MM-DD')`;
}
