import { selectDossier } from "../../db/queries/desk-dossiers.ts";
import { restartContactFollower } from "../../db/queries/followers.ts";
import { insertDeliveries, insertStatusEvents } from "../../db/queries/status-events.ts";
import type { Transaction } from "../../db/transaction.ts";

export type FollowByPhoneResult =
  /** The applicant is told by SMS from now on, first of the present status. */
  | "following"
  /** Somebody follows the dossier already. */
  | "followed"
  /** The dossier states no phone number, or no status yet. */
  | "nothing-to-tell";

/**
 * Lets the phone on a dossier follow it, because its owner has agreed at the counter, and tells the present status. Pressed
 * again it tells nothing twice.
 */
export async function followByPhone(
  tx: Transaction,
  dossierId: number,
  now: Date,
): Promise<FollowByPhoneResult> {
  const dossier = await selectDossier(tx, dossierId);
  const identity = dossier?.told_identity ?? null;
  if (dossier === undefined || dossier.phone_sealed === null || identity === null) {
    return "nothing-to-tell";
  }
  const followerId = await restartContactFollower(tx, dossierId, now);
  if (followerId === null) return "followed";
  const event = { dossierId, kind: "status", stepIdentity: identity };
  const asked = { ...event, identity: `asked ${followerId} ${identity}` };
  const ids = await insertStatusEvents(tx, [asked], now);
  if (ids.length > 0) await insertDeliveries(tx, ids, now);
  return "following";
}
