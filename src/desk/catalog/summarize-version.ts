import { toLocalDay } from "../../catalog/local-time.ts";
import type { VersionRow } from "../../db/queries/catalog-versions.ts";
import { versionStatus } from "../../db/tables/catalog-tables.ts";
import type { VersionSummary } from "./api-schemas.ts";
import { nameDay, statusNames } from "./labels.ts";

/** Returns what pages and programs read of a version besides its changes. */
export function summarizeVersion(row: VersionRow, changes: number, now: Date): VersionSummary {
  const { status, activate_on: activateOn } = row;
  const isPlanned = activateOn !== null && activateOn > toLocalDay(now);
  const isActive = status === versionStatus.active;
  return {
    id: row.id,
    title: row.title,
    origin: row.origin,
    status,
    statusName: isActive && isPlanned ? `chạy từ ${nameDay(activateOn)}` : statusNames[status],
    revision: row.revision,
    agencyId: row.agency_id,
    activateOn,
    isInEffect: isActive && !isPlanned,
    changes,
    createdBy: row.created_by,
    createdAt: row.created_at,
    submittedBy: row.submitted_by,
    approvedBy: row.approved_by,
    activatedAt: row.activated_at,
    endedBy: row.ended_by,
    endedAt: row.ended_at,
  };
}
