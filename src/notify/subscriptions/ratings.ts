import { dossierStatus } from "../../catalog/dossiers/dossier-status.ts";
import type { Resident } from "../../channels/resident.ts";
import { findRateableDossier, upsertRating } from "../../db/queries/ratings.ts";
import type { DbHandle } from "../../db/schema.ts";

const dayMs = 24 * 3_600_000;
/** How long after the result was handed over a rating is still about that. */
const maxAgeDays = 60;

interface Rating {
  readonly resident: Resident;
  /** null: the dossier whose result was handed over last. */
  readonly dossier: number | null;
  readonly score: number;
  /** null leaves the resident's earlier words unchanged. */
  readonly why: string | null;
  readonly now: Date;
}

/**
 * Saves a resident's rating of a finished dossier, or replaces their earlier one. Returns false if the resident follows no
 * dossier whose result was handed over recently.
 */
export async function saveRating(
  db: DbHandle,
  { resident, dossier: dossierId, score, why, now }: Rating,
): Promise<boolean> {
  const since = new Date(now.getTime() - maxAgeDays * dayMs);
  const status = dossierStatus.resultHandedOver;
  const dossier = await findRateableDossier(db, resident, { dossierId, status, since });
  if (dossier === undefined) return false;
  await upsertRating(db, { resident, dossier, score, why, at: now });
  return true;
}
