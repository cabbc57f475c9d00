import type { DbHandle } from "../schema.ts";
import { deliveryState } from "../tables/delivery-tables.ts";

/** What the desk reads of notifications about dossiers. The delivery queue in `notify` writes them. */

function dossierDeliveries(db: DbHandle) {
  return db
    .selectFrom("delivery")
    .innerJoin("status_event", "status_event.id", "delivery.event_id")
    .innerJoin("follower", "follower.id", "delivery.follower_id")
    .leftJoin("dossier_step", "dossier_step.identity", "status_event.step_identity")
    .select(["delivery.id", "delivery.reason", "delivery.settled_at"])
    .select(["status_event.kind", "dossier_step.status", "follower.channel"]);
}

/** Returns a dossier's notifications, the latest first. */
export function selectDeliveriesOfDossier(db: DbHandle, dossierId: number) {
  return dossierDeliveries(db)
    .select(["delivery.state", "delivery.route", "delivery.due_at"])
    .select(["delivery.delivered_at", "delivery.seen_at", "follower.user_id"])
    .select("status_event.created_at")
    .where("status_event.dossier_id", "=", dossierId)
    .orderBy("delivery.id", "desc")
    .execute();
}

/** Returns the notifications in the dead letters, the longest waiting first. agencyId null: of every agency. */
export function selectDeadLetters(db: DbHandle, agencyId: number | null, limit: number) {
  return dossierDeliveries(db)
    .innerJoin("dossier", "dossier.id", "status_event.dossier_id")
    .select(["dossier.id as dossier_id", "dossier.code", "dossier.code_key"])
    .select(["dossier.applicant_sealed", "dossier.phone_sealed", "dossier_step.note"])
    .where("delivery.state", "=", deliveryState.deadLettered)
    .$if(agencyId !== null, (query) => query.where("dossier.agency_id", "=", agencyId))
    .orderBy("delivery.id")
    .limit(limit)
    .execute();
}

/** Returns the agency of a notification's dossier; undefined if there is no such notification. */
export async function selectAgencyOfDelivery(
  db: DbHandle,
  id: number,
): Promise<number | null | undefined> {
  const row = await db
    .selectFrom("delivery")
    .innerJoin("status_event", "status_event.id", "delivery.event_id")
    .innerJoin("dossier", "dossier.id", "status_event.dossier_id")
    .select("dossier.agency_id")
    .where("delivery.id", "=", id)
    .executeTakeFirst();
  return row?.agency_id;
}
