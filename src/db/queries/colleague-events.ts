import { type RawBuilder, sql } from "kysely";
import type { DbHandle } from "../schema.ts";
import { isDossierOpen } from "./desk-dossiers.ts";

/** The moments that decide which events have happened. */
export interface EventTimes {
  readonly now: Date;
  /** The beginning of the local day. */
  readonly today: Date;
  /** The end of the next working day. */
  readonly nextDayEnds: Date;
  /** What was promised before then is so old that it is not told any more. */
  readonly oldest: Date;
  /** A conversation or dossier that was promised before then is a matter for the head. */
  readonly escalatedBefore: Date;
  /** Requests about data whose term ends before then. */
  readonly termBefore: Date;
}

/** Selects account_id, kind and id: whom an event concerns, and the object. */
type EventQuery = (times: EventTimes) => RawBuilder<unknown>;

const openAccount = sql`account.closed_at is null and account.password_hash is not null`;

/** Whether an account belongs to the team that answers a conversation. */
const isOfTeam = sql`case task.team
  when 'point' then account.role = 'staff' and exists (select 1 from desk_account_point of_point
    where of_point.account_id = account.id and of_point.point_id = task.point_id)
  when 'agency' then account.role = 'official' and account.agency_id = task.agency_id
  else account.role = 'administrator' end`;

/** The colleague who took a conversation owns it; until somebody does, its team owns it. */
const isTheirs = sql`case when task.taken_by is null then ${isOfTeam} else task.taken_by = account.id end`;
const isUnanswered = sql`task.kind = 'person' and task.closed_at is null
  and task.status in ('waiting', 'taken') and task.answered_at is null`;

const tasks = (condition: RawBuilder<unknown>) => sql`
  select account.id as account_id, 'task' as kind, task.id from desk_task task
  join desk_account account on ${openAccount} where ${condition}`;
const dossiers = (condition: RawBuilder<unknown>) => sql`
  select account.id as account_id, 'dossier' as kind, dossier.id from dossier
  join desk_account account on ${openAccount} where ${isDossierOpen()} and ${condition}`;
const isOfAgency = sql`account.role = 'official' and account.agency_id = dossier.agency_id`;
const isAdministrator = sql`account.role = 'administrator'`;

/** Whether an account is the head of an agency; without a head, administrators are told. */
const headOf = (agencyId: RawBuilder<unknown>) => sql`case when exists (
    select 1 from desk_account head where head.is_head and head.closed_at is null
      and head.agency_id = ${agencyId})
  then account.is_head and account.agency_id = ${agencyId} else ${isAdministrator} end`;

/** The events that colleagues receive notices of, each with the query that finds it. */
const eventQueries = {
  conversation: () =>
    tasks(
      sql`task.kind = 'person' and task.closed_at is null and task.status = 'waiting' and ${isOfTeam}`,
    ),
  "conversation-due": ({ now, today, nextDayEnds }) =>
    tasks(sql`${isUnanswered} and ${isTheirs} and task.opened_at < ${today}
      and task.due_at >= ${now} and task.due_at < ${nextDayEnds}`),
  "conversation-late": ({ now, oldest }) =>
    tasks(
      sql`${isUnanswered} and ${isTheirs} and task.due_at < ${now} and task.due_at >= ${oldest}`,
    ),
  escalated: ({ escalatedBefore, oldest }) => sql`
    ${tasks(sql`${isUnanswered} and ${headOf(sql`task.agency_id`)}
      and task.due_at < ${escalatedBefore} and task.due_at >= ${oldest}`)}
    union all
    ${dossiers(sql`${headOf(sql`dossier.agency_id`)}
      and dossier.promised_at < ${escalatedBefore} and dossier.promised_at >= ${oldest}`)}`,
  approval: () => sql`
    select account.id as account_id, 'broadcast' as kind, broadcast.id from broadcast
    join desk_account account on ${openAccount}
    where broadcast.state = 'pending' and broadcast.created_by <> account.id
      and broadcast.submitted_by is distinct from account.id
      and (${isAdministrator}
        or (account.role = 'official' and account.agency_id = broadcast.agency_id))`,
  "data-request": ({ termBefore }) =>
    tasks(sql`task.kind <> 'person' and task.closed_at is null and ${isAdministrator}
      and task.due_at < ${termBefore}`),
  "dossier-due": ({ today, nextDayEnds }) =>
    dossiers(sql`${isOfAgency} and dossier.promised_at >= ${today}
      and dossier.promised_at < ${nextDayEnds}`),
  "dossier-late": ({ today, oldest }) =>
    dossiers(sql`${isOfAgency} and dossier.promised_at < ${today}
      and dossier.promised_at >= ${oldest}`),
} satisfies Readonly<Record<string, EventQuery>>;

export type ColleagueEvent = keyof typeof eventQueries;

export interface NewNotice {
  readonly id: number;
  readonly account_id: number;
}

/** Stores a notice for everybody whom the event concerns now and who was not told yet. Returns the new ones. */
export async function insertNotices(
  db: DbHandle,
  event: ColleagueEvent,
  times: EventTimes,
): Promise<readonly NewNotice[]> {
  const { rows } = await sql<NewNotice>`
    insert into colleague_notice (account_id, event, object_kind, object_id, at)
    select found.account_id, ${event}::text, found.kind, found.id, ${times.now}::timestamptz
    from (${eventQueries[event](times)}) as found
    where not exists (select 1 from colleague_notice told where told.account_id = found.account_id
      and told.event = ${event}::text and told.object_kind = found.kind and told.object_id = found.id)
    order by found.account_id, found.id
    on conflict do nothing
    returning id, account_id`.execute(db);
  return rows;
}

/** Ends the notices of an event that does not concern their reader any more: somebody else has done it. */
export async function endNotices(
  db: DbHandle,
  event: ColleagueEvent,
  times: EventTimes,
): Promise<void> {
  await sql`
    update colleague_notice notice set over_at = ${times.now}::timestamptz
    where notice.event = ${event}::text and notice.over_at is null
      and not exists (select 1 from (${eventQueries[event](times)}) as found
        where found.account_id = notice.account_id and found.kind = notice.object_kind
          and found.id = notice.object_id)`.execute(db);
}

/** Only one process at a time looks for events. Returns whether it is this one, until its transaction ends. */
export async function lockEvents(tx: DbHandle): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('colleague notices')) as locked`.execute(tx);
  return rows[0]?.locked === true;
}
