import { isDossierStatus } from "../../catalog/dossiers/dossier-status.ts";
import type { DossierView, StatusHistoryEntry } from "../../catalog/dossiers/dossier-view.ts";
import type { Resident } from "../../channels/resident.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { FollowedDossier } from "../../flows/engine/ports.ts";
import { wayOf } from "../dossiers/current-status.ts";
import { stepsOf } from "../dossiers/step-store.ts";
import { residentColumns } from "../resident.ts";

/** How it stands; null where there is no such dossier. */
export async function viewDossier(db: DbHandle, dossier: number): Promise<DossierView | null> {
  const row = await views(db).where("dossier.id", "=", dossier).executeTakeFirst();
  return row === undefined ? null : toView(row);
}

/** Its way, oldest first. */
export async function wayOfDossier(db: DbHandle, dossier: number): Promise<StatusHistoryEntry[]> {
  const known = await db
    .selectFrom("dossier")
    .select("code_key")
    .where("id", "=", dossier)
    .executeTakeFirst();
  if (known === undefined) return [];
  const steps = await stepsOf(db, [known.code_key]);
  return wayOf(steps.get(known.code_key) ?? []).map(({ status, at, note }) => ({
    status,
    at,
    note,
  }));
}

/** What a resident follows, the latest change first. */
export async function followedBy(db: DbHandle, resident: Resident): Promise<FollowedDossier[]> {
  const { channel, account, user_id } = residentColumns(resident);
  const rows = await views(db)
    .innerJoin("follower", "follower.dossier_id", "dossier.id")
    .where("follower.channel", "=", channel)
    .where("follower.account", "=", account)
    .where("follower.user_id", "=", user_id)
    .where("follower.stopped_at", "is", null)
    .orderBy("dossier.told_at", (order) => order.desc().nullsLast())
    .orderBy("dossier.id")
    .execute();
  return rows.map((row) => ({ dossier: row.id, ...toView(row) }));
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

type ViewRow = Awaited<ReturnType<ReturnType<typeof views>["execute"]>>[number];

function toView(row: ViewRow): DossierView {
  const { told_status: status } = row;
  return {
    code: row.code,
    procedureCode: row.procedure_code,
    procedureName: row.procedure_name,
    agency: row.agency,
    status: status !== null && isDossierStatus(status) ? status : null,
    since: row.told_at,
    note: row.note ?? "",
    promisedAt: row.promised_at,
  };
}
