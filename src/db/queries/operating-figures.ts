import { sql } from "kysely";
import { literalsOf } from "../literals.ts";
import type { DbHandle } from "../schema.ts";
import { broadcastState, recipientState } from "../tables/broadcast-tables.ts";
import { deliveryState } from "../tables/delivery-tables.ts";

/** What the metrics read at each scrape: each statement reads an index, however many rows there are. */

const delivery = literalsOf(deliveryState);
const recipient = literalsOf(recipientState);
const broadcast = literalsOf(broadcastState);

export interface NotificationBacklog {
  readonly waiting: number;
  readonly deadLettered: number;
  /** When the notification that is due longest became due; null if none waits. */
  readonly oldestDueAt: Date | null;
}

export async function selectNotificationBacklog(db: DbHandle): Promise<NotificationBacklog> {
  const { rows } = await sql<NotificationBacklog>`
    select (select count(*)::int from delivery where state = ${delivery.waiting}) as waiting,
      (select count(*)::int from delivery where state = ${delivery.deadLettered}) as "deadLettered",
      (select min(due_at) from delivery where state = ${delivery.waiting}) as "oldestDueAt"
  `.execute(db);
  return rows[0] ?? { waiting: 0, deadLettered: 0, oldestDueAt: null };
}

/** Returns when the recipient who is due longest, of all broadcasts that are being sent, became due. */
export async function selectOldestDueRecipient(db: DbHandle): Promise<Date | null> {
  const { rows } = await sql<{ oldest: Date | null }>`
    select min(first.due_at) as oldest
    from broadcast cross join lateral (
      select due_at from broadcast_recipient
      where broadcast_id = broadcast.id and state = ${recipient.waiting}
      order by due_at limit 1) first
    where broadcast.state = ${broadcast.sending}
  `.execute(db);
  return rows[0]?.oldest ?? null;
}

export interface TokenCondition {
  readonly channel: string;
  readonly obtainedAt: Date;
  readonly isBroken: boolean;
}

/** Returns for each stored token pair when it was obtained, and whether the platform refuses to renew it. */
export async function selectTokenConditions(db: DbHandle): Promise<readonly TokenCondition[]> {
  const rows = await db
    .selectFrom("platform_token")
    .select(["channel", "obtained_at", "fault_at"])
    .execute();
  return rows.map(({ channel, obtained_at, fault_at }) => ({
    channel,
    obtainedAt: obtained_at,
    isBroken: fault_at !== null,
  }));
}

export interface ScheduledJobCondition {
  readonly name: string;
  /** Since the last success, or since the job was first scheduled. */
  readonly sinceSuccessSeconds: number;
  /** Runs that failed after every retry, in the last 24 hours. */
  readonly failedInADay: number;
}

/** Returns how each scheduled job fares. pg-boss's times are the database's clock, and so is `now()`. */
export async function selectScheduledJobs(db: DbHandle): Promise<readonly ScheduledJobCondition[]> {
  const { rows } = await sql<ScheduledJobCondition>`
    select schedule.name,
      extract(epoch from now() - greatest(schedule.created_on, runs.succeeded_at))::float8
        as "sinceSuccessSeconds",
      runs.failed as "failedInADay"
    from pgboss.schedule cross join lateral (
      select max(completed_on) filter (where state = 'completed') as succeeded_at,
        count(*) filter (where state = 'failed' and completed_on > now() - interval '1 day')::int
          as failed
      from pgboss.job where job.name = schedule.name) runs
    order by schedule.name
  `.execute(db);
  return rows;
}

/**
 * Returns for each kind of guess how many attempts of the running window were not right: of everybody together, or of the
 * busiest subject if the kind does not count everybody.
 */
export async function selectWrongAttempts(
  db: DbHandle,
  now: Date,
): Promise<readonly { readonly kind: string; readonly count: number }[]> {
  const { rows } = await sql<{ kind: string; count: number }>`
    select kind, max(count)::int as count from attempt_count
    where ends_at > ${now} group by kind order by kind`.execute(db);
  return rows;
}
