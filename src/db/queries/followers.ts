import type { DbHandle } from "../schema.ts";
import { type ResidentRef, residentColumns } from "../tables/resident-columns.ts";
import { contactChannel } from "../tables/subscription-tables.ts";

export async function isFollower(
  db: DbHandle,
  dossierId: number,
  resident: ResidentRef,
): Promise<boolean> {
  const follower = await db
    .selectFrom("follower")
    .select("id")
    .where("dossier_id", "=", dossierId)
    .where((row) => row.and(residentColumns(resident)))
    .where("stopped_at", "is", null)
    .executeTakeFirst();
  return follower !== undefined;
}

/** Adds a follower, or restarts one who has stopped. One who follows already stays unchanged. */
export async function upsertFollower(
  db: DbHandle,
  follower: { dossierId: number; resident: ResidentRef; language: string; since: Date },
): Promise<void> {
  const { dossierId, resident, language, since } = follower;
  await db
    .insertInto("follower")
    .values({
      ...residentColumns(resident),
      dossier_id: dossierId,
      language,
      since,
      stopped_at: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["dossier_id", "channel", "account", "user_id"])
        .doUpdateSet({ language, since, stopped_at: null })
        .where("follower.stopped_at", "is not", null),
    )
    .execute();
}

/** Ends following one dossier, or all of them if the id is null. Returns how many were followed. */
export async function stopFollowers(
  db: DbHandle,
  resident: ResidentRef,
  { dossierId, now }: { dossierId: number | null; now: Date },
): Promise<number> {
  const [result] = await db
    .updateTable("follower")
    .set({ stopped_at: now })
    .where((row) => row.and(residentColumns(resident)))
    .where("stopped_at", "is", null)
    .$if(dossierId !== null, (query) => query.where("dossier_id", "=", dossierId ?? 0))
    .execute();
  return Number(result?.numUpdatedRows ?? 0);
}

export async function followsAnything(db: DbHandle, resident: ResidentRef): Promise<boolean> {
  const follower = await db
    .selectFrom("follower")
    .select("id")
    .where((row) => row.and(residentColumns(resident)))
    .where("stopped_at", "is", null)
    .executeTakeFirst();
  return follower !== undefined;
}

/** Ends following for a follower who has no chat. */
export async function stopContactFollower(db: DbHandle, id: number, now: Date): Promise<void> {
  await db
    .updateTable("follower")
    .set({ stopped_at: now })
    .where("id", "=", id)
    .where("channel", "=", contactChannel)
    .where("stopped_at", "is", null)
    .execute();
}

/**
 * Makes the contact on a dossier a follower without a chat, also one who has stopped. Returns its id; null if somebody
 * follows the dossier already.
 */
export async function restartContactFollower(
  db: DbHandle,
  dossierId: number,
  now: Date,
): Promise<number | null> {
  const followed = await selectDossiersWithFollowers(db, [dossierId]);
  if (followed.size > 0) return null;
  const { id } = await db
    .insertInto("follower")
    .values({
      dossier_id: dossierId,
      channel: contactChannel,
      account: "dossier",
      user_id: String(dossierId),
      language: "vi",
      since: now,
      stopped_at: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["dossier_id", "channel", "account", "user_id"])
        .doUpdateSet({ since: now, stopped_at: null }),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Which of these dossiers have a follower. */
export async function selectDossiersWithFollowers(
  db: DbHandle,
  dossierIds: readonly number[],
): Promise<Set<number>> {
  const rows = await db
    .selectFrom("follower")
    .distinct()
    .select("dossier_id")
    .where("dossier_id", "in", [...new Set(dossierIds)])
    .where("stopped_at", "is", null)
    .execute();
  return new Set(rows.map(({ dossier_id }) => dossier_id));
}

/**
 * Makes the contacts on these dossiers followers without a chat, if the agency has enabled that. One who has stopped
 * stays stopped.
 */
export async function insertContactFollowers(
  db: DbHandle,
  dossierIds: readonly number[],
  now: Date,
): Promise<void> {
  await db
    .insertInto("follower")
    .columns(["dossier_id", "channel", "account", "user_id", "language", "since"])
    .expression((query) =>
      query
        .selectFrom("dossier")
        .innerJoin("agency", "agency.id", "dossier.agency_id")
        .where("dossier.id", "in", [...new Set(dossierIds)])
        .where("agency.follows_contacts", "=", true)
        .where((row) =>
          row.or([row("phone_sealed", "is not", null), row("email_sealed", "is not", null)]),
        )
        .select((row) => [
          "dossier.id as dossier_id",
          row.val(contactChannel).as("channel"),
          row.val("dossier").as("account"),
          row.cast<string>("dossier.id", "text").as("user_id"),
          row.val("vi").as("language"),
          row.cast<Date>(row.val(now), "timestamptz").as("since"),
        ]),
    )
    .onConflict((conflict) =>
      conflict.columns(["dossier_id", "channel", "account", "user_id"]).doNothing(),
    )
    .execute();
}
