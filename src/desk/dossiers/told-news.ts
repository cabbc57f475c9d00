import type { DbHandle } from "../../db/schema.ts";

/** News on its way to followers, with the step that it tells. */
export function selectNews(db: DbHandle) {
  return db
    .selectFrom("delivery")
    .innerJoin("status_event", "status_event.id", "delivery.event_id")
    .innerJoin("follower", "follower.id", "delivery.follower_id")
    .leftJoin("dossier_step", "dossier_step.identity", "status_event.step_identity")
    .select(["delivery.id", "delivery.reason", "delivery.settled_at"])
    .select(["status_event.kind", "dossier_step.status", "follower.channel"]);
}
