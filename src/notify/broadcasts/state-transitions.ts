import { sql } from "kysely";
import type { DbHandle } from "../../db/schema.ts";
import { type BroadcastState, readBroadcast } from "./broadcast-store.ts";
import { spreadBefore } from "./recipients.ts";

export type Approved =
  | { readonly result: "approved" }
  /** What was read is not what would be sent; or it waits for no approval. */
  | { readonly result: "changed" }
  /** Who wrote or submitted it is no second pair of eyes. */
  | { readonly result: "own" };

/** A second official releases exactly what they saw. */
export async function approveBroadcast(
  db: DbHandle,
  id: number,
  { fingerprint, by, now }: { fingerprint: string; by: number; now: Date },
): Promise<Approved> {
  const broadcast = await readBroadcast(db, id);
  if (broadcast?.state !== "pending") return { result: "changed" };
  if (by === broadcast.createdBy || by === broadcast.submittedBy) return { result: "own" };
  const [result] = await db
    .updateTable("broadcast")
    .set({ state: "sending", approved_by: by, approved_at: now })
    .where("id", "=", id)
    .where("state", "=", "pending")
    .where("fingerprint", "=", fingerprint)
    .execute();
  return { result: Number(result?.numUpdatedRows ?? 0) === 1 ? "approved" : "changed" };
}

/** No more is sent than what is in the senders' hands at this moment. */
export function pauseBroadcast(db: DbHandle, id: number): Promise<boolean> {
  return move(db, id, ["sending"], "paused");
}

export function resumeBroadcast(db: DbHandle, id: number): Promise<boolean> {
  return move(db, id, ["paused"], "sending");
}

/** What has not gone never will; the lines say so once they are swept (`progress.ts`). */
export function cancelBroadcast(db: DbHandle, id: number): Promise<boolean> {
  return move(db, id, ["draft", "pending", "sending", "paused"], "cancelled");
}

/** Resolves with false where it is in none of those states. */
async function move(
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

/**
 * Sends those that failed once more, each by every route anew; how many. The lines and their counts change in one statement, so
 * that they agree whatever happens between.
 */
export async function retryFailedRecipients(db: DbHandle, id: number, now: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with reopened as (
      update broadcast set state = 'sending', finished_at = null
      where id = ${id} and state = 'done' returning id),
    again as (
      update broadcast_recipient set state = 'waiting', due_at = ${spreadBefore(now)}, claimed_until = null,
        tries = 0, unknowns = 0, refused = '', route = null, why = null, settled_at = null
      from reopened
      where broadcast_recipient.broadcast_id = reopened.id and state = 'failed'
      returning broadcast_recipient.id),
    counted as (
      delete from broadcast_count using reopened
      where broadcast_count.broadcast_id = reopened.id and what = 'failed')
    select count(*)::int as count from again
  `.execute(db);
  return rows[0]?.count ?? 0;
}
