import { sql } from "kysely";
import type { DbHandle } from "../schema.ts";
import { deliveryState } from "../tables/delivery-tables.ts";
import { contactChannel } from "../tables/subscription-tables.ts";

interface StatusEvent {
  readonly dossierId: number;
  readonly kind: string;
  readonly stepIdentity: string | null;
  /** Two events with the same identity are the same event. */
  readonly identity: string;
}

const manyDeliveries = 1_000;

/** Inserts the events, and returns the ids of those that are new. */
export async function insertStatusEvents(
  db: DbHandle,
  events: readonly StatusEvent[],
  now: Date,
): Promise<number[]> {
  const rows = await db
    .insertInto("status_event")
    .values(
      events.map(({ dossierId, kind, stepIdentity, identity }) => ({
        dossier_id: dossierId,
        kind,
        step_identity: stepIdentity,
        identity,
        created_at: now,
      })),
    )
    .onConflict((conflict) => conflict.column("identity").doNothing())
    .returning("id")
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Enqueues one delivery for each event and follower. A contact of a dossier is left out if somebody follows the dossier in a
 * chat, so that nobody gets by SMS what they, or their family, get in the chat. Nothing is sent before `dueAt`.
 */
export async function insertDeliveries(
  db: DbHandle,
  eventIds: readonly number[],
  dueAt: Date,
): Promise<void> {
  const { numInsertedOrUpdatedRows: inserted = 0n } = await db
    .insertInto("delivery")
    .columns(["event_id", "follower_id", "state", "due_at"])
    .expression((query) =>
      query
        .selectFrom("status_event")
        .innerJoin("follower", "follower.dossier_id", "status_event.dossier_id")
        .where("status_event.id", "in", eventIds)
        .where("follower.stopped_at", "is", null)
        .where(isNotReachedByChat())
        .select((row) => [
          "status_event.id",
          "follower.id as follower_id",
          row.val(deliveryState.waiting).as("state"),
          row.cast<Date>(row.val(dueAt), "timestamptz").as("due_at"),
        ]),
    )
    .executeTakeFirstOrThrow();
  // Statistics are gathered only some minutes later. Until then the planner would assume that almost nothing waits, and sort
  // all of it for each claim.
  if (inserted > manyDeliveries) await sql`analyze delivery`.execute(db);
}

function isNotReachedByChat() {
  const contact = sql.lit(contactChannel);
  return sql<boolean>`(follower.channel <> ${contact} or not exists (
    select 1 from follower chat where chat.dossier_id = follower.dossier_id
      and chat.channel <> ${contact} and chat.stopped_at is null))`;
}
