import { sql } from "kysely";
import { z } from "zod";
import type { DossierNotificationKind } from "../../catalog/dossiers/dossier-view.ts";
import { batchesOf } from "../../db/batches.ts";
import type { JobKind, Jobs } from "../../db/jobs.ts";
import type { Transaction } from "../../db/transaction.ts";
import type { ToldChange } from "../dossiers/recompute-status.ts";

/** News for followers, on whichever replica: says only that there is something to send. */
export const deliverNotifications: JobKind<Record<string, never>> = {
  name: "deliver-news",
  data: z.strictObject({}),
};

/** What an agency reports later than this is history when it comes: told to who asks, pushed to nobody. */
const maxAgeMs = 7 * 24 * 3_600_000;

/** What happened to a dossier that its followers are to be told. */
export interface NotificationEvent {
  readonly dossierId: number;
  readonly kind: DossierNotificationKind;
  readonly stepIdentity: string | null;
  /** The same again is told nobody again. */
  readonly identity: string;
}

const manyDeliveries = 1_000;

/** News of what is told anew: what a resident would not notice, or happened long ago, is none. */
export function statusNotifications(
  changes: readonly ToldChange[],
  now: Date,
): NotificationEvent[] {
  return changes
    .filter(
      ({ isRepetition, step }) => !isRepetition && now.getTime() - step.at.getTime() < maxAgeMs,
    )
    .map(({ dossierId, step: { identity } }) => ({
      dossierId,
      kind: "status",
      stepIdentity: identity,
      identity: `step ${identity}`,
    }));
}

/** Event, deliveries and job in the caller's transaction. An event that is there already makes nothing anew. */
export async function enqueueNotifications(
  tx: Transaction,
  jobs: Pick<Jobs, "send">,
  news: readonly NotificationEvent[],
  now: Date,
): Promise<void> {
  let count = 0;
  for (const batch of batchesOf(news)) count += await announceBatch(tx, batch, now);
  if (count > 0) await jobs.send(deliverNotifications, {}, tx);
}

/** How many events are new. */
async function announceBatch(
  tx: Transaction,
  news: readonly NotificationEvent[],
  now: Date,
): Promise<number> {
  await addContacts(tx, news, now);
  const followed = await tx
    .selectFrom("follower")
    .distinct()
    .select("dossier_id")
    .where("dossier_id", "in", [...new Set(news.map(({ dossierId }) => dossierId))])
    .where("stopped_at", "is", null)
    .execute();
  const ids = new Set(followed.map(({ dossier_id }) => dossier_id));
  const heard = news.filter(({ dossierId }) => ids.has(dossierId));
  if (heard.length === 0) return 0;
  const events = await tx
    .insertInto("status_event")
    .values(
      heard.map(({ dossierId, kind, stepIdentity, identity }) => ({
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
  if (events.length === 0) return 0;
  const { numInsertedOrUpdatedRows: stored = 0n } = await tx
    .insertInto("delivery")
    .columns(["event_id", "follower_id", "state", "due_at"])
    .expression((query) =>
      query
        .selectFrom("status_event")
        .innerJoin("follower", "follower.dossier_id", "status_event.dossier_id")
        .where(
          "status_event.id",
          "in",
          events.map(({ id }) => id),
        )
        .where("follower.stopped_at", "is", null)
        .where(isNotToldInChat)
        .select((row) => [
          "status_event.id",
          "follower.id as follower_id",
          row.val("waiting").as("state"),
          row.cast<Date>(row.val(now), "timestamptz").as("due_at"),
        ]),
    )
    .executeTakeFirstOrThrow();
  // Else what waits is taken for next to nothing, and all of it sorted for each claim, until statistics are gathered some minutes later.
  if (stored > manyDeliveries) await sql`analyze delivery`.execute(tx);
  return events.length;
}

/** Who is on the dossier becomes a follower without a chat, where the agency has switched that on. */
async function addContacts(
  tx: Transaction,
  news: readonly NotificationEvent[],
  now: Date,
): Promise<void> {
  await tx
    .insertInto("follower")
    .columns(["dossier_id", "channel", "account", "user_id", "language", "since"])
    .expression((query) =>
      query
        .selectFrom("dossier")
        .innerJoin("agency", "agency.id", "dossier.agency_id")
        .where("dossier.id", "in", [...new Set(news.map(({ dossierId }) => dossierId))])
        .where("agency.follows_contacts", "=", true)
        .where((row) =>
          row.or([row("phone_sealed", "is not", null), row("email_sealed", "is not", null)]),
        )
        .select((row) => [
          "dossier.id as dossier_id",
          row.val("contact").as("channel"),
          row.val("dossier").as("account"),
          row.cast<string>("dossier.id", "text").as("user_id"),
          row.val("vi").as("language"),
          row.cast<Date>(row.val(now), "timestamptz").as("since"),
        ]),
    )
    // One that has stopped stays so.
    .onConflict((conflict) =>
      conflict.columns(["dossier_id", "channel", "account", "user_id"]).doNothing(),
    )
    .execute();
}

/** Nobody is told by SMS what they, or their family, are told in the chat. */
function isNotToldInChat() {
  return sql<boolean>`(follower.channel <> 'contact' or not exists (
    select 1 from follower chat where chat.dossier_id = follower.dossier_id
      and chat.channel <> 'contact' and chat.stopped_at is null))`;
}
