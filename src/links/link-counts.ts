import { addDays, toInstant, toLocalDay, toWeekday } from "../catalog/local-time.ts";
import { countFirstChats, countOpenedPages, countOutcomes } from "../db/queries/link-counts.ts";
import { incrementLinkOpened } from "../db/queries/links.ts";
import type { DbHandle } from "../db/schema.ts";

/** What came of a point's links, kiosk and posters in one week. */
interface PointWeek {
  readonly point: string;
  /** The day of its Monday. */
  readonly week: string;
  /** Pages of links that were opened. */
  readonly opened: number;
  /** Residents whose first chat at this point began. */
  readonly begun: number;
  readonly checklists: number;
  readonly followed: number;
}

interface WeekRange {
  /** null: every point. */
  readonly points: readonly string[] | null;
  readonly now: Date;
  /** How many weeks, including the present one. */
  readonly count: number;
}

export function recordLinkOpened(db: DbHandle, linkId: number, now: Date): Promise<void> {
  return incrementLinkOpened(db, linkId, toLocalDay(now));
}

/** Returns the latest week first, then by point. A week in which nothing happened has no row. */
export async function countByPointAndWeek(
  db: DbHandle,
  { points, now, count }: WeekRange,
): Promise<PointWeek[]> {
  if (points?.length === 0) return [];
  const firstDay = addDays(mondayOf(now), -7 * (count - 1));
  const filter = { points, firstDay, firstAt: toInstant(firstDay, 0) };
  const found = [
    ...(await countOpenedPages(db, filter)),
    ...(await countFirstChats(db, filter)),
    ...(await countOutcomes(db, filter)),
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

function mondayOf(now: Date): string {
  const today = toLocalDay(now);
  return addDays(today, 1 - toWeekday(today));
}
