import { isDossierStatus } from "../../catalog/dossiers/dossier-status.ts";
import type { DossierView, StatusHistoryEntry } from "../../catalog/dossiers/dossier-view.ts";
import type { Resident } from "../../channels/resident.ts";
import {
  type DossierViewRow,
  selectDossierView,
  selectFollowedViews,
} from "../../db/queries/dossier-views.ts";
import { selectDossierCodeKey } from "../../db/queries/dossiers.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { FollowedDossier } from "../../flows/engine/ports.ts";
import { statusHistory } from "../dossiers/current-status.ts";
import { loadSteps } from "../dossiers/step-store.ts";

/** Returns the present state of a dossier, or null if there is none with this id. */
export async function readDossierView(db: DbHandle, dossier: number): Promise<DossierView | null> {
  const row = await selectDossierView(db, dossier);
  return row === undefined ? null : toView(row);
}

/** Returns the status history of a dossier, oldest first. */
export async function readStatusHistory(
  db: DbHandle,
  dossier: number,
): Promise<StatusHistoryEntry[]> {
  const codeKey = await selectDossierCodeKey(db, dossier);
  if (codeKey === null) return [];
  const steps = await loadSteps(db, [codeKey]);
  return statusHistory(steps.get(codeKey) ?? []).map(({ status, at, note }) => ({
    status,
    at,
    note,
  }));
}

/** Returns the dossiers that a resident follows, the latest change first. */
export async function listFollowedDossiers(
  db: DbHandle,
  resident: Resident,
): Promise<FollowedDossier[]> {
  const rows = await selectFollowedViews(db, resident);
  return rows.map((row) => ({ dossier: row.id, ...toView(row) }));
}

function toView(row: DossierViewRow): DossierView {
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
