import { z } from "zod";
import type { DossierNotificationKind } from "../../catalog/dossiers/dossier-view.ts";
import { batchesOf } from "../../db/batches.ts";
import type { JobKind, Jobs } from "../../db/jobs.ts";
import { insertContactFollowers, selectDossiersWithFollowers } from "../../db/queries/followers.ts";
import { insertDeliveries, insertStatusEvents } from "../../db/queries/status-events.ts";
import type { Transaction } from "../../db/transaction.ts";
import type { StatusChange } from "../dossiers/recompute-status.ts";

/** Wakes the deliverer of one replica: there is something to send. */
export const deliverNotifications: JobKind<Record<string, never>> = {
  name: "deliver-news",
  data: z.strictObject({}),
};

/** A step reported later than this is history: it is shown to residents who ask, and nobody is notified. */
export const maxNotifiedAgeMs = 7 * 24 * 3_600_000;

/** Something that happened to a dossier and of which its followers are notified. */
export interface NotificationEvent {
  readonly dossierId: number;
  readonly kind: DossierNotificationKind;
  readonly stepIdentity: string | null;
  /** An event with an identity that is stored already notifies nobody. */
  readonly identity: string;
}

/** Returns the notifications of status changes, except for repetitions and for what happened long ago. */
export function statusNotifications(
  changes: readonly StatusChange[],
  now: Date,
): NotificationEvent[] {
  return changes
    .filter(
      ({ isRepetition, step }) =>
        !isRepetition && now.getTime() - step.at.getTime() < maxNotifiedAgeMs,
    )
    .map(({ dossierId, step: { identity } }) => ({
      dossierId,
      kind: "status",
      stepIdentity: identity,
      identity: `step ${identity}`,
    }));
}

/**
 * Stores the events, their deliveries and the job in the caller's transaction. An event that is stored already is skipped.
 * Nothing is sent before `dueAt`.
 */
export async function enqueueNotifications(
  tx: Transaction,
  jobs: Pick<Jobs, "send">,
  events: readonly NotificationEvent[],
  now: Date,
  dueAt: Date = now,
): Promise<void> {
  let count = 0;
  for (const batch of batchesOf(events)) count += await enqueueBatch(tx, batch, { now, dueAt });
  if (count > 0) await jobs.send(deliverNotifications, {}, tx);
}

/** Returns how many events are new. */
async function enqueueBatch(
  tx: Transaction,
  events: readonly NotificationEvent[],
  { now, dueAt }: { now: Date; dueAt: Date },
): Promise<number> {
  const dossierIds = events.map(({ dossierId }) => dossierId);
  await insertContactFollowers(tx, dossierIds, now);
  const followed = await selectDossiersWithFollowers(tx, dossierIds);
  const relevant = events.filter(({ dossierId }) => followed.has(dossierId));
  if (relevant.length === 0) return 0;
  const eventIds = await insertStatusEvents(tx, relevant, now);
  if (eventIds.length > 0) await insertDeliveries(tx, eventIds, dueAt);
  return eventIds.length;
}
