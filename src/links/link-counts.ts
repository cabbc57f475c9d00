import { sql } from "kysely";
import { addDays, toInstant, toLocalDay, toWeekday } from "../catalog/local-time.ts";
import type { DbHandle } from "../db/schema.ts";
import type { Transaction } from "../db/transaction.ts";

/** What came of a point's links, kiosk and posters in one week. */
export interface PointWeek {
  readonly point: string;
  /** Its Monday. */
  readonly week: string;
  /** Pages of links opened. */
  readonly opened: number;
  /** People whose first chat at this point began. */
  readonly begun: number;
  readonly checklists: number;
  readonly followed: number;
}

export interface Weeks {
  /** null: of all. */
  readonly points: readonly string[] | null;
  readonly now: Date;
  /** How many weeks, this one included. */
  readonly count: number;
}

export function mondayOf(now: Date): string {
  const today = toLocalDay(now);
  return addDays(today, 1 - toWeekday(today));
}

export async function recordLinkOpened(db: DbHandle, linkId: number, now: Date): Promise<void> {
  await db
    .insertInto("chat_link_opened")
    .values({ link_id: linkId, day: toLocalDay(now), count: 1 })
    .onConflict((conflict) =>
      conflict.columns(["link_id", "day"]).doUpdateSet({ count: sql`chat_link_opened.count + 1` }),
    )
    .execute();
}

/** Weeks in which nothing happened have no row. The latest week first, then by point. */
export async function countByPointAndWeek(db: DbHandle, weeks: Weeks): Promise<PointWeek[]> {
  if (weeks.points?.length === 0) return [];
  const first = addDays(mondayOf(weeks.now), -7 * (weeks.count - 1));
  const found = [
    ...(await countOpenedPages(db, weeks, first)),
    ...(await countBegun(db, weeks, first)),
    ...(await countOutcomes(db, weeks, first)),
  ];
  const rows = new Map<string, PointWeek>();
  for (const { point, week, ...counts } of found) {
    const key = `${week} ${point}`;
    const none = { point, week, opened: 0, begun: 0, checklists: 0, followed: 0 };
    rows.set(key, { ...none, ...rows.get(key), ...counts });
  }
  return [...rows.values()].sort(
    (a, b) => b.week.localeCompare(a.week) || a.point.localeCompare(b.point),
  );
}

export async function setWeeklyTarget(
  tx: Transaction,
  point: string,
  chatsPerWeek: number | null,
  { by, now }: { readonly by: string; readonly now: Date },
): Promise<void> {
  if (chatsPerWeek === null) {
    await tx.deleteFrom("point_target").where("point_id", "=", point).execute();
    return;
  }
  const row = { chats_per_week: chatsPerWeek, set_by: by, set_at: now };
  await tx
    .insertInto("point_target")
    .values({ point_id: point, ...row })
    .onConflict((conflict) => conflict.column("point_id").doUpdateSet(row))
    .execute();
}

/** Chats a week that each team wants to begin, by point. */
export async function readWeeklyTargets(db: DbHandle): Promise<ReadonlyMap<string, number>> {
  const rows = await db.selectFrom("point_target").select(["point_id", "chats_per_week"]).execute();
  return new Map(rows.map((row) => [row.point_id, row.chats_per_week]));
}

async function countOpenedPages(db: DbHandle, { points }: Weeks, first: string) {
  const week = mondayIn(sql`day`);
  return db
    .selectFrom("chat_link_opened")
    .innerJoin("chat_link", "chat_link.id", "chat_link_opened.link_id")
    .select(["chat_link.point_id as point", week.as("week")])
    .select(sql<number>`sum(count)::int`.as("opened"))
    .where("day", ">=", first)
    .$if(points !== null, (query) => query.where("chat_link.point_id", "in", points ?? []))
    .groupBy(["chat_link.point_id", week])
    .execute();
}

async function countBegun(db: DbHandle, { points }: Weeks, first: string) {
  const firsts = db
    .selectFrom("turn_fact")
    .select(["point", "resident_hash"])
    .select(sql<Date>`min(at)`.as("first_at"))
    .where("point", "is not", null)
    .$if(points !== null, (query) => query.where("point", "in", points ?? []))
    .groupBy(["point", "resident_hash"])
    .as("firsts");
  const week = mondayIn(localDayOf(sql`first_at`));
  const rows = await db
    .selectFrom(firsts)
    .select(["point", week.as("week"), sql<number>`count(*)::int`.as("begun")])
    .where("first_at", ">=", toInstant(first, 0))
    .groupBy(["point", week])
    .execute();
  return rows.flatMap(({ point, ...row }) => (point === null ? [] : [{ point, ...row }]));
}

async function countOutcomes(db: DbHandle, { points }: Weeks, first: string) {
  const week = mondayIn(localDayOf(sql`at`));
  const rows = await db
    .selectFrom("turn_fact")
    .select(["point", week.as("week")])
    .select(sql<number>`(count(*) filter (where outcome = 'checklist'))::int`.as("checklists"))
    .select(sql<number>`(count(*) filter (where outcome = 'dossier-followed'))::int`.as("followed"))
    .where("outcome", "in", ["checklist", "dossier-followed"])
    .where("at", ">=", toInstant(first, 0))
    .where("point", "is not", null)
    .$if(points !== null, (query) => query.where("point", "in", points ?? []))
    .groupBy(["point", week])
    .execute();
  return rows.flatMap(({ point, ...row }) => (point === null ? [] : [{ point, ...row }]));
}

type Sql = ReturnType<typeof sql>;

/** The local day: seven hours ahead of UTC all year, whatever zones the database knows. */
function localDayOf(at: Sql): Sql {
  return sql`((${at} at time zone 'UTC') + interval '7 hours')::date`;
}

function mondayIn(day: Sql) {
  return sql<string>`to_char(date_trunc('week', ${day}), 'YYYY-MM-DD')`;
}
