import { sql } from "kysely";
import type { DbHandle } from "../schema.ts";
import { type ResidentRef, residentColumns } from "../tables/resident-columns.ts";

/** The dossier that the resident follows and that reached this status last, since then; of this id, if it is not null. */
export function findRateableDossier(
  db: DbHandle,
  resident: ResidentRef,
  filter: { readonly dossierId: number | null; readonly status: number; readonly since: Date },
) {
  const { channel, account, user_id } = residentColumns(resident);
  const { dossierId, status, since } = filter;
  return db
    .selectFrom("dossier")
    .innerJoin("follower", "follower.dossier_id", "dossier.id")
    .select(["dossier.id", "dossier.agency_id", "dossier.procedure_code"])
    .where("follower.channel", "=", channel)
    .where("follower.account", "=", account)
    .where("follower.user_id", "=", user_id)
    .where("dossier.told_status", "=", status)
    .where("dossier.told_at", ">", since)
    .$if(dossierId !== null, (query) => query.where("dossier.id", "=", dossierId))
    .orderBy("dossier.told_at", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Stores a rating, or replaces the resident's earlier one. A null `why` leaves the earlier words unchanged. */
export async function upsertRating(
  db: DbHandle,
  rating: {
    readonly resident: ResidentRef;
    readonly dossier: {
      readonly id: number;
      readonly agency_id: number | null;
      readonly procedure_code: string | null;
    };
    readonly score: number;
    readonly why: string | null;
    readonly at: Date;
  },
): Promise<void> {
  const { resident, dossier, score, why, at } = rating;
  await db
    .insertInto("rating")
    .values({
      ...residentColumns(resident),
      dossier_id: dossier.id,
      agency_id: dossier.agency_id,
      procedure_code: dossier.procedure_code,
      score,
      why: why ?? "",
      at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["dossier_id", "channel", "account", "user_id"])
        .doUpdateSet({ score, ...(why !== null && { why }) }),
    )
    .execute();
}

/** Removes the resident and their words from their ratings, and keeps the scores. Returns how many there were. */
export async function anonymiseRatings(db: DbHandle, resident: ResidentRef): Promise<number> {
  const [result] = await db
    .updateTable("rating")
    .set({ account: "", user_id: sql`'erased ' || rating.id`, why: "" })
    .where((row) => row.and(residentColumns(resident)))
    .execute();
  return Number(result?.numUpdatedRows ?? 0);
}
