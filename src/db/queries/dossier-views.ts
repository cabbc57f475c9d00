import type { DbHandle } from "../schema.ts";
import { type ResidentRef, residentColumns } from "../tables/resident-columns.ts";

/** What a resident may see of a dossier. */
export interface DossierViewRow {
  readonly id: number;
  readonly code: string;
  readonly procedure_code: string | null;
  readonly procedure_name: string | null;
  readonly told_status: number | null;
  readonly told_at: Date | null;
  readonly promised_at: Date | null;
  readonly agency: string | null;
  readonly note: string | null;
}

export function selectDossierView(db: DbHandle, id: number): Promise<DossierViewRow | undefined> {
  return views(db).where("dossier.id", "=", id).executeTakeFirst();
}

/** The dossiers that a resident follows, the latest change first. */
export function selectFollowedViews(
  db: DbHandle,
  resident: ResidentRef,
): Promise<DossierViewRow[]> {
  const { channel, account, user_id } = residentColumns(resident);
  return views(db)
    .innerJoin("follower", "follower.dossier_id", "dossier.id")
    .where("follower.channel", "=", channel)
    .where("follower.account", "=", account)
    .where("follower.user_id", "=", user_id)
    .where("follower.stopped_at", "is", null)
    .orderBy("dossier.told_at", (order) => order.desc().nullsLast())
    .orderBy("dossier.id")
    .execute();
}

function views(db: DbHandle) {
  return db
    .selectFrom("dossier")
    .leftJoin("agency", "agency.id", "dossier.agency_id")
    .leftJoin("dossier_step", "dossier_step.identity", "dossier.told_identity")
    .select(["dossier.id", "dossier.code", "dossier.procedure_code", "dossier.procedure_name"])
    .select(["dossier.told_status", "dossier.told_at", "dossier.promised_at"])
    .select(["agency.name as agency", "dossier_step.note"]);
}
