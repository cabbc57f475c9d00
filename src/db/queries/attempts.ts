import { sql } from "kysely";
import type { DbHandle } from "../schema.ts";

/** Counts of attempts, each for the window of time that runs now, and the clients of owners. */

/** One count that an attempt raises. */
interface CountedSubject {
  /** A keyed hash. */
  readonly subject: string;
  readonly kind: string;
  readonly max: number;
  /** When the window ends if this attempt begins it. */
  readonly endsAt: Date;
}

/** A count that was raised, and when its window ends. */
export interface RaisedCount {
  readonly subject: string;
  readonly count: number;
  readonly endsAt: Date;
}

/**
 * Raises the counts in the given order, in one statement, and returns those that it raised. It ends at the first one that has
 * reached its limit: of any number of parallel attempts on any replica exactly `max` raise a count. What comes after that one
 * is not even stored, so a flood from one address stores no row for each name that it tries. All statements lock rows in the
 * same order, from the widest subject to the narrowest.
 */
export async function raiseCounts(
  db: DbHandle,
  subjects: readonly CountedSubject[],
  now: Date,
): Promise<RaisedCount[]> {
  const time = sql`${now}::timestamptz`;
  const steps = subjects.map(({ subject, kind, max, endsAt }, at) => {
    const isReached = at === 0 ? sql`true` : sql`exists (select from ${step(at - 1)})`;
    return sql`${step(at)} as (
      insert into attempt_count as known (subject, kind, count, ends_at)
      select ${subject}::text, ${kind}::text, 1, ${endsAt}::timestamptz where ${isReached}
      on conflict (subject) do update set
        count = case when known.ends_at <= ${time} then 1 else known.count + 1 end,
        ends_at = case when known.ends_at <= ${time} then excluded.ends_at else known.ends_at end
      where known.ends_at <= ${time} or known.count < ${max}::integer
      returning subject, count, ends_at)`;
  });
  const results = subjects.map(
    (_, at) => sql`select ${sql.lit(at)} as position, subject, count, ends_at from ${step(at)}`,
  );
  const { rows } = await sql<{ subject: string; count: number; ends_at: Date }>`
    with ${sql.join(steps)} ${sql.join(results, sql` union all `)} order by position`.execute(db);
  return rows.map(({ subject, count, ends_at }) => ({ subject, count, endsAt: ends_at }));
}

function step(at: number) {
  return sql.ref(`step_${at}`);
}

/** Returns when the window of a count ends; undefined if it was deleted. */
export async function selectWindowEnd(db: DbHandle, subject: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom("attempt_count")
    .select("ends_at")
    .where("subject", "=", subject)
    .executeTakeFirst();
  return row?.ends_at;
}

/** Lowers a count by one, unless its window has ended since: the next window's attempts are others. */
export async function lowerCount(
  db: DbHandle,
  { subject, endsAt }: Omit<RaisedCount, "count">,
): Promise<void> {
  await db
    .updateTable("attempt_count")
    .set(({ eb }) => ({ count: eb("count", "-", 1) }))
    .where("subject", "=", subject)
    .where("ends_at", "=", endsAt)
    .where("count", ">", 0)
    .execute();
}

export async function deleteAttempts(db: DbHandle, subjects: readonly string[]): Promise<void> {
  await db.deleteFrom("attempt_count").where("subject", "in", subjects).execute();
}

/** Deletes counts whose window has ended, and clients that were not seen for long. */
export async function deleteEndedAttempts(db: DbHandle, now: Date): Promise<void> {
  await db.deleteFrom("attempt_count").where("ends_at", "<=", now).execute();
  await db.deleteFrom("known_client").where("ends_at", "<=", now).execute();
}

export async function upsertKnownClient(
  db: DbHandle,
  subject: string,
  endsAt: Date,
): Promise<void> {
  await db
    .insertInto("known_client")
    .values({ subject, ends_at: endsAt })
    .onConflict((conflict) => conflict.column("subject").doUpdateSet({ ends_at: endsAt }))
    .execute();
}

export async function hasKnownClient(db: DbHandle, subject: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom("known_client")
    .select("subject")
    .where("subject", "=", subject)
    .where("ends_at", ">", now)
    .executeTakeFirst();
  return row !== undefined;
}
