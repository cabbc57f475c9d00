import type { DbHandle } from "../schema.ts";
import { type ResidentRef, residentColumns } from "../tables/resident-columns.ts";

/** The outcome of the attempt that this event made; null if it made none. */
export async function selectAttemptOutcome(db: DbHandle, eventId: string): Promise<boolean | null> {
  const attempt = await db
    .selectFrom("dossier_try")
    .select("is_right")
    .where("event_id", "=", eventId)
    .executeTakeFirst();
  return attempt?.is_right ?? null;
}

/** Failed attempts at a dossier since then, the latest first. */
export function selectFailedAttempts(db: DbHandle, dossierId: number, since: Date) {
  return db
    .selectFrom("dossier_try")
    .select(["at", "channel", "account", "user_id"])
    .where("dossier_id", "=", dossierId)
    .where("is_right", "=", false)
    .where("at", ">", since)
    .orderBy("at", "desc")
    .execute();
}

export async function insertAttempt(
  db: DbHandle,
  attempt: {
    readonly dossierId: number;
    readonly resident: ResidentRef;
    readonly eventId: string;
    readonly at: Date;
    readonly isRight: boolean;
  },
): Promise<void> {
  const { dossierId, resident, eventId, at, isRight } = attempt;
  await db
    .insertInto("dossier_try")
    .values({
      ...residentColumns(resident),
      event_id: eventId,
      dossier_id: dossierId,
      at,
      is_right: isRight,
    })
    .execute();
}

export async function hasSuccessfulAttempt(
  db: DbHandle,
  { dossierId, resident, since }: { dossierId: number; resident: ResidentRef; since: Date },
): Promise<boolean> {
  const attempt = await db
    .selectFrom("dossier_try")
    .select("event_id")
    .where("dossier_id", "=", dossierId)
    .where((row) => row.and(residentColumns(resident)))
    .where("is_right", "=", true)
    .where("at", ">", since)
    .executeTakeFirst();
  return attempt !== undefined;
}
