import { type RawBuilder, sql } from "kysely";
import { literalsOf } from "../literals.ts";
import type { DbHandle } from "../schema.ts";
import { broadcastState, type RecipientState, recipientState } from "../tables/broadcast-tables.ts";
import type { ResidentColumns, ResidentRef } from "../tables/resident-columns.ts";
import { withCounts } from "./broadcast-counts.ts";

const { waiting, failed, skipped } = literalsOf(recipientState);
const { sending, done } = literalsOf(broadcastState);
const rowsPerDelete = 2_000;
const manyRecipients = 1_000;

export interface NewRecipient extends ResidentColumns {
  readonly language: string;
  readonly known_since: Date;
  readonly dossiers: string;
}

/** Adds recipients. Rejects if one of them is on the list already: two processes are writing it. */
export async function insertRecipients(
  db: DbHandle,
  broadcastId: number,
  recipients: readonly NewRecipient[],
  dueAt: Date,
): Promise<void> {
  const rows = recipients.map(({ channel, account, user_id, language, known_since, dossiers }) => ({
    channel,
    account,
    user_id,
    language,
    known_since,
    dossiers,
  }));
  await sql`
    insert into broadcast_recipient
      (broadcast_id, channel, account, user_id, language, dossiers, known_since, state, due_at)
    select ${broadcastId}::bigint, channel, account, user_id, language, dossiers, known_since,
      ${waiting}, ${spreadBefore(dueAt)}
    from json_to_recordset(${JSON.stringify(rows)}::json) as line(channel text, account text,
      user_id text, language text, dossiers text, known_since timestamptz)
  `.execute(db);
}

/**
 * A random moment of the second before. Due recipients are claimed in the order of their due times, so that the channels of a
 * list take turns and each platform's pace is used from the beginning, as the estimate assumes.
 */
function spreadBefore(moment: Date): RawBuilder<Date> {
  return sql`${moment}::timestamptz - random() * interval '1 second'`;
}

/**
 * Gathers statistics after a long list was written. Without them the planner would assume for some minutes that almost nothing
 * waits, and sort all of it for each claim.
 */
export async function analyzeRecipients(db: DbHandle, count: number): Promise<void> {
  if (count > manyRecipients) await sql`analyze broadcast_recipient`.execute(db);
}

/** Deletes the list, in short statements. */
export async function deleteRecipients(db: DbHandle, broadcastId: number): Promise<void> {
  for (;;) {
    const [result] = await db
      .deleteFrom("broadcast_recipient")
      .where("id", "in", (query) =>
        query
          .selectFrom("broadcast_recipient")
          .select("id")
          .where("broadcast_id", "=", broadcastId)
          .limit(rowsPerDelete),
      )
      .execute();
    if (Number(result?.numDeletedRows ?? 0) < rowsPerDelete) return;
  }
}

/** Skips up to `limit` recipients of a cancelled broadcast that nobody is sending to. Returns how many there were. */
export async function skipCancelledRecipients(
  db: DbHandle,
  broadcastId: number,
  { limit, now }: { limit: number; now: Date },
): Promise<number> {
  const { rows } = await withCounts(sql`
    update broadcast_recipient set state = ${skipped}, why = 'cancelled', reason = 'cancelled',
      settled_at = ${now}, claimed_until = null
    where id in (
      select id from broadcast_recipient
      where broadcast_id = ${broadcastId} and state = ${waiting}
        and (claimed_until is null or claimed_until <= ${now})
      order by due_at, id limit ${limit} for update skip locked)
    returning broadcast_id, state as what, why as detail`).execute(db);
  return rows[0]?.changed ?? 0;
}

/**
 * Reopens a finished broadcast and makes its failed recipients wait again, with all their routes. Returns how many there are.
 * Rows and counts change in one statement, so that they always agree.
 */
export async function retryFailedRecipients(
  db: DbHandle,
  broadcastId: number,
  now: Date,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with reopened as (
      update broadcast set state = ${sending}, finished_at = null
      where id = ${broadcastId} and state = ${done} returning id),
    again as (
      update broadcast_recipient set state = ${waiting}, due_at = ${spreadBefore(now)},
        claimed_until = null, tries = 0, unknowns = 0, refused = '', route = null, why = null,
        settled_at = null
      from reopened
      where broadcast_recipient.broadcast_id = reopened.id and state = ${failed}
      returning broadcast_recipient.id),
    counted as (
      delete from broadcast_count using reopened
      where broadcast_count.broadcast_id = reopened.id and what = ${failed})
    select count(*)::int as count from again
  `.execute(db);
  return rows[0]?.count ?? 0;
}

/**
 * Removes a resident from all ledgers and leaves rows that identify nobody. A message that still waits is not sent. Returns how
 * many rows there were.
 */
export async function eraseRecipient(
  db: DbHandle,
  { channel, account, user }: ResidentRef,
  now: Date,
): Promise<number> {
  const { rows } = await withCounts(sql`
    update broadcast_recipient set account = '', user_id = 'erased ' || id, dossiers = '',
      platform_id = null, claimed_until = null,
      state = case when state = ${waiting} then ${skipped} else state end,
      why = case when state = ${waiting} then 'gone' else why end,
      settled_at = case when state = ${waiting} then ${now}::timestamptz else settled_at end,
      reason = case when state = ${waiting} then 'erased on demand' else reason end
    where channel = ${channel} and account = ${account} and user_id = ${user}
    returning broadcast_id,
      case when reason = 'erased on demand' then ${skipped} else ${waiting} end as what,
      'gone'::text as detail`).execute(db);
  return rows[0]?.changed ?? 0;
}

/** Ledger rows after that id, in the ledger's order; only those in `state`, unless it is null. */
export function selectLedgerPage(
  db: DbHandle,
  broadcastId: number,
  { after, limit, state }: { after: number; limit: number; state: RecipientState | null },
) {
  return db
    .selectFrom("broadcast_recipient")
    .select(["id", "channel", "state", "route", "why", "reason", "tries"])
    .select(["settled_at", "delivered_at", "seen_at"])
    .select(
      sql<string>`coalesce((select string_agg(dossier.code, ' ' order by dossier.id) from dossier
        where dossier.id = any (string_to_array(dossiers, ' ')::bigint[])), '')`.as("codes"),
    )
    .where("broadcast_id", "=", broadcastId)
    .where("id", ">", after)
    .$if(state !== null, (query) => query.where("state", "=", state ?? recipientState.waiting))
    .orderBy("id")
    .limit(limit)
    .execute();
}
