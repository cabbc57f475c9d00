import type { DbHandle } from "../schema.ts";
import { type ResidentRef, residentColumns } from "../tables/resident-columns.ts";

/** What came of attempts to prove that a dossier is the resident's: never what was typed. */

export interface ProofOutcome {
  /** The dossier, if the proof was right. */
  readonly dossierId: number | null;
  /** How many attempts were left. */
  readonly attemptsLeft: number;
  /** When more attempts are allowed than these. */
  readonly retryAt: Date;
}

/** The outcome of the attempt that this event made; null if it made none. */
export async function selectProofOutcome(
  db: DbHandle,
  eventId: string,
): Promise<ProofOutcome | null> {
  const row = await db
    .selectFrom("dossier_try")
    .select(["dossier_id", "is_right", "attempts_left", "at", "retry_at"])
    .where("event_id", "=", eventId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    dossierId: row.is_right ? row.dossier_id : null,
    attemptsLeft: row.attempts_left,
    // A row of the former version has none.
    retryAt: row.retry_at ?? row.at,
  };
}

/** Stores an outcome, unless another run of the same event was faster. */
export async function insertProofOutcome(
  db: DbHandle,
  outcome: ProofOutcome & {
    readonly resident: ResidentRef;
    readonly eventId: string;
    readonly at: Date;
  },
): Promise<void> {
  const { dossierId, attemptsLeft, retryAt, resident, eventId, at } = outcome;
  await db
    .insertInto("dossier_try")
    .values({
      ...residentColumns(resident),
      event_id: eventId,
      dossier_id: dossierId,
      at,
      is_right: dossierId !== null,
      attempts_left: attemptsLeft,
      retry_at: retryAt,
    })
    .onConflict((conflict) => conflict.column("event_id").doNothing())
    .execute();
}

export async function hasRightProof(
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
