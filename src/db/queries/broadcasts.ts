import { type Insertable, type Selectable, sql } from "kysely";
import { literalsOf } from "../literals.ts";
import type { DbHandle } from "../schema.ts";
import {
  type BroadcastState,
  type BroadcastTable,
  broadcastState,
  recipientState,
  releasedStates,
  unreleasedStates,
} from "../tables/broadcast-tables.ts";

const { sending, cancelled, done } = literalsOf(broadcastState);
const { waiting } = literalsOf(recipientState);

/** What an official writes. */
export type DraftColumns = Pick<
  Insertable<BroadcastTable>,
  "title" | "text" | "plain_sms" | "is_trial" | "starts_at" | "audience" | "audience_detail"
>;

export type BroadcastRow = Selectable<BroadcastTable> & { readonly agency: string };

/** Inserts a draft, unless the same form has made one. Returns the id of the draft of that form. */
export async function insertDraft(
  db: DbHandle,
  draft: DraftColumns & {
    readonly agency_id: number;
    readonly key: string;
    readonly created_by: number;
    readonly created_at: Date;
  },
): Promise<{ readonly id: number; readonly isNew: boolean }> {
  const inserted = await db
    .insertInto("broadcast")
    .values({ ...draft, state: broadcastState.draft })
    .onConflict((conflict) => conflict.columns(["agency_id", "key"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (inserted !== undefined) return { id: inserted.id, isNew: true };
  const { id } = await db
    .selectFrom("broadcast")
    .select("id")
    .where("agency_id", "=", draft.agency_id)
    .where("key", "=", draft.key)
    .executeTakeFirstOrThrow();
  return { id, isNew: false };
}

/**
 * Changes a broadcast of which nothing has been sent, makes it a draft again and removes its approval. Returns false if
 * sending has begun or the revision has changed.
 */
export async function updateToDraft(
  db: DbHandle,
  id: number,
  { revision, columns, now }: { revision: number; columns: DraftColumns; now: Date },
): Promise<boolean> {
  const [result] = await db
    .updateTable("broadcast")
    .set((row) => ({
      ...columns,
      state: broadcastState.draft,
      revision: row("revision", "+", 1),
      fingerprint: null,
      recipients: null,
      forecast: null,
      submitted_by: null,
      approved_by: null,
      approved_at: null,
      returned_by: null,
      returned_at: null,
      return_reason: null,
    }))
    .where("id", "=", id)
    .where("revision", "=", revision)
    .where((row) =>
      row.or([
        row("state", "in", unreleasedStates),
        // Released, but its time has not come.
        row.and([row("state", "in", releasedStates), row("starts_at", ">", now)]),
      ]),
    )
    .execute();
  return Number(result?.numUpdatedRows ?? 0) === 1;
}

export function selectBroadcast(db: DbHandle, id: number): Promise<BroadcastRow | undefined> {
  return withAgency(db).where("broadcast.id", "=", id).executeTakeFirst();
}

/** The latest first; of one agency, or of all if the id is null. Without those of the excluded kind of audience. */
export function selectBroadcasts(
  db: DbHandle,
  page: {
    readonly agencyId: number | null;
    readonly exceptAudience: string;
    readonly before: number | null;
    readonly limit: number;
  },
): Promise<BroadcastRow[]> {
  const { agencyId, exceptAudience, before, limit } = page;
  return withAgency(db)
    .where("audience", "<>", exceptAudience)
    .$if(agencyId !== null, (query) => query.where("agency_id", "=", agencyId ?? 0))
    .$if(before !== null, (query) => query.where("broadcast.id", "<", before ?? 0))
    .orderBy("broadcast.id", "desc")
    .limit(limit)
    .execute();
}

function withAgency(db: DbHandle) {
  return db
    .selectFrom("broadcast")
    .innerJoin("agency", "agency.id", "broadcast.agency_id")
    .selectAll("broadcast")
    .select("agency.name as agency");
}

/** Changes the state if it is one of `from`. Returns whether it was. */
export async function updateState(
  db: DbHandle,
  id: number,
  from: readonly BroadcastState[],
  to: BroadcastState,
): Promise<boolean> {
  const [result] = await db
    .updateTable("broadcast")
    .set({ state: to })
    .where("id", "=", id)
    .where("state", "in", from)
    .execute();
  return Number(result?.numUpdatedRows ?? 0) === 1;
}

/** Releases a pending broadcast if it still has this fingerprint. Returns whether it had. */
export async function updateApproved(
  db: DbHandle,
  id: number,
  { fingerprint, by, now }: { fingerprint: string; by: number; now: Date },
): Promise<boolean> {
  const [result] = await db
    .updateTable("broadcast")
    .set({ state: broadcastState.sending, approved_by: by, approved_at: now })
    .where("id", "=", id)
    .where("state", "=", broadcastState.pending)
    .where("fingerprint", "=", fingerprint)
    .execute();
  return Number(result?.numUpdatedRows ?? 0) === 1;
}

/** Makes a pending broadcast with this fingerprint a draft again, with the reason. Returns whether it was one. */
export async function updateReturned(
  db: DbHandle,
  id: number,
  { fingerprint, by, reason, now }: { fingerprint: string; by: number; reason: string; now: Date },
): Promise<boolean> {
  const [result] = await db
    .updateTable("broadcast")
    .set((row) => ({
      state: broadcastState.draft,
      revision: row("revision", "+", 1),
      fingerprint: null,
      recipients: null,
      forecast: null,
      submitted_by: null,
      returned_by: by,
      returned_at: now,
      return_reason: reason,
    }))
    .where("id", "=", id)
    .where("state", "=", broadcastState.pending)
    .where("fingerprint", "=", fingerprint)
    .execute();
  return Number(result?.numUpdatedRows ?? 0) === 1;
}

/** The state, the number of recipients and all counts of a broadcast; no row if there is none. */
export function selectCounts(db: DbHandle, id: number) {
  return db
    .selectFrom("broadcast")
    .leftJoin("broadcast_count", "broadcast_count.broadcast_id", "broadcast.id")
    .select(["state", "recipients", "what", "detail", "count"])
    .where("broadcast.id", "=", id)
    .execute();
}

/** Cancelled broadcasts whose waiting recipients have not been skipped yet, and whose list nobody is writing. */
export async function selectUnfinishedCancelled(db: DbHandle, now: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from broadcast
    where state = ${cancelled} and finished_at is null and ${isUnlocked(now)} order by id
  `.execute(db);
  return rows.map(({ id }) => id);
}

/** Finishes the broadcasts in which nobody waits any more. */
export async function updateFinished(db: DbHandle, now: Date): Promise<void> {
  await sql`
    update broadcast set finished_at = ${now},
      state = case when state = ${sending} then ${done} else state end
    where (state = ${sending} or (state = ${cancelled} and finished_at is null and ${isUnlocked(now)}))
      and not exists (select 1 from broadcast_recipient where broadcast_id = broadcast.id
        and broadcast_recipient.state = ${waiting})
  `.execute(db);
}

function isUnlocked(now: Date) {
  return sql`(freezing_until is null or freezing_until <= ${now})`;
}
