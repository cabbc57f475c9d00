import { toLocalDay } from "../../catalog/local-time.ts";
import type { VersionRow } from "../../db/queries/catalog-versions.ts";
import { versionStatus } from "../../db/tables/catalog-tables.ts";
import type { VersionSummary } from "./api-schemas.ts";
import { nameDay, statusNames } from "./labels.ts";

/** Returns what pages and programs read of a version besides its changes. */
export function summarizeVersion(
  row: VersionRow,
  changes: number,
  { now, leftOut }: { readonly now: Date; readonly leftOut: readonly number[] },
): VersionSummary {
  const { status, activate_on: activateOn } = row;
  const isPlanned = activateOn !== null && activateOn > toLocalDay(now);
  const isActive = status === versionStatus.active;
  const isLeftOut = isActive && leftOut.includes(row.id);
  return {
    id: row.id,
    title: row.title,
    origin: row.origin,
    status,
    statusName: isLeftOut
      ? "không áp dụng được, vì trái với bản khác"
      : isActive && isPlanned
        ? `chạy từ ${nameDay(activateOn)}`
        : statusNames[status],
    revision: row.revision,
    agencyId: row.agency_id,
    activateOn,
    isInEffect: isActive && !isPlanned && !isLeftOut,
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
