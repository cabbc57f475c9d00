import { updateApproved, updateReturned, updateState } from "../../db/queries/broadcasts.ts";
import type { DbHandle } from "../../db/schema.ts";
import { broadcastState, cancellableStates } from "../../db/tables/broadcast-tables.ts";
import { readBroadcast } from "./broadcast-store.ts";

type ApprovalResult<Done = "approved"> =
  | { readonly result: Done }
  /** It is not pending, or what the official read is not what would be sent. */
  | { readonly result: "changed" }
  /** The official wrote or submitted it, and so is no second pair of eyes. */
  | { readonly result: "own" };

/** Releases a broadcast after a second official has read exactly what will be sent. */
export async function approveBroadcast(
  db: DbHandle,
  id: number,
  approval: { fingerprint: string; by: number; now: Date },
): Promise<ApprovalResult> {
  const broadcast = await readBroadcast(db, id);
  if (broadcast?.state !== broadcastState.pending) return { result: "changed" };
  const isOwn = [broadcast.createdBy, broadcast.submittedBy].includes(approval.by);
  if (isOwn) return { result: "own" };
  const isApproved = await updateApproved(db, id, approval);
  return { result: isApproved ? "approved" : "changed" };
}

/** Gives a broadcast back to its author instead of approving it. It becomes a draft again. */
export async function returnBroadcast(
  db: DbHandle,
  id: number,
  refusal: { fingerprint: string; by: number; reason: string; now: Date },
): Promise<ApprovalResult<"returned">> {
  const broadcast = await readBroadcast(db, id);
  if (broadcast?.state !== broadcastState.pending) return { result: "changed" };
  if ([broadcast.createdBy, broadcast.submittedBy].includes(refusal.by)) return { result: "own" };
  const isReturned = await updateReturned(db, id, refusal);
  return { result: isReturned ? "returned" : "changed" };
}

/** Stops sending, except for the messages that are being sent at this moment. Returns false if it is not sending. */
export function pauseBroadcast(db: DbHandle, id: number): Promise<boolean> {
  return updateState(db, id, [broadcastState.sending], broadcastState.paused);
}

export function resumeBroadcast(db: DbHandle, id: number): Promise<boolean> {
  return updateState(db, id, [broadcastState.paused], broadcastState.sending);
}

/** Stops sending for ever. The waiting recipients are marked as skipped later (`progress.ts`). */
export function cancelBroadcast(db: DbHandle, id: number): Promise<boolean> {
  return updateState(db, id, cancellableStates, broadcastState.cancelled);
}
