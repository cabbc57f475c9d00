import { sql } from "kysely";
import type { Resident } from "../../channels/resident.ts";
import type { DbHandle } from "../../db/schema.ts";
import { residentColumns } from "../resident.ts";

const dayMs = 24 * 3_600_000;
/** How long after the result was handed over an opinion is still about that. */
const maxAgeDays = 60;
const handedOver = 10;

/** An opinion of a dossier whose result the resident got. One each: a later one takes its place. */
export interface Rating {
  readonly resident: Resident;
  /** null: the one handed over last. */
  readonly dossier: number | null;
  readonly score: number;
  /** null leaves what was said before. */
  readonly why: string | null;
  readonly now: Date;
}

/** Keeps it, to be counted by agency and procedure; false where the resident follows nothing that was handed over lately. */
export async function rate(
  db: DbHandle,
  { resident, dossier: asked, score, why, now }: Rating,
): Promise<boolean> {
  const { channel, account, user_id } = residentColumns(resident);
  const dossier = await db
    .selectFrom("dossier")
    .innerJoin("follower", "follower.dossier_id", "dossier.id")
    .select(["dossier.id", "dossier.agency_id", "dossier.procedure_code"])
    .where("follower.channel", "=", channel)
    .where("follower.account", "=", account)
    .where("follower.user_id", "=", user_id)
    .where("dossier.told_status", "=", handedOver)
    .where("dossier.told_at", ">", new Date(now.getTime() - maxAgeDays * dayMs))
    .$if(asked !== null, (query) => query.where("dossier.id", "=", asked))
    .orderBy("dossier.told_at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (dossier === undefined) return false;
  const { id: dossier_id, agency_id, procedure_code } = dossier;
  await db
    .insertInto("rating")
    .values({
      ...{ channel, account, user_id, dossier_id, agency_id, procedure_code },
      ...{ score, why: why ?? "", at: now },
    })
    .onConflict((conflict) =>
      conflict
        .columns(["dossier_id", "channel", "account", "user_id"])
        .doUpdateSet({ score, ...(why !== null && { why }) }),
    )
    .execute();
  return true;
}

/** The number stays in the count; whose it was, and their words, don't. */
export async function forgetWhoRated(db: DbHandle, resident: Resident): Promise<number> {
  const [result] = await db
    .updateTable("rating")
    .set({ account: "", user_id: sql`'erased ' || rating.id`, why: "" })
    .where((row) => row.and(residentColumns(resident)))
    .execute();
  return Number(result?.numUpdatedRows ?? 0);
}
