import {
  minCodeTailLength,
  normalizeDossierCode,
  reverseCodeKey,
} from "../../catalog/dossiers/dossier-code.ts";
import { isDossierStatus, isEnded } from "../../catalog/dossiers/dossier-status.ts";
import { toInstant, toLocalDay } from "../../catalog/local-time.ts";
import { selectDossiers } from "../../db/queries/desk-dossiers.ts";
import type { DbHandle } from "../../db/schema.ts";
import { statusName } from "./labels.ts";

const pageSize = 50;

interface DossierSearch {
  /** A code, its beginning or its end, in any spelling; "" for all. */
  readonly typed: string;
  readonly status: number | null;
  readonly isOverdue: boolean;
  /** null: every agency. */
  readonly agencyId: number | null;
  /** The first page is 1. */
  readonly page: number;
}

/** Returns a page of dossiers, the latest changed first, and whether there are more. */
export async function searchDossiers(
  db: DbHandle,
  { typed, status, isOverdue, agencyId, page }: DossierSearch,
  now: Date,
) {
  const today = startOfDay(now);
  const key = normalizeDossierCode(typed);
  const rows = await selectDossiers(db, {
    code: key === "" ? null : { key, reversedKey: reverseCodeKey(key) },
    status,
    overdueOn: isOverdue ? today : null,
    agencyId,
    limit: pageSize + 1,
    offset: (page - 1) * pageSize,
  });
  const dossiers = rows.slice(0, pageSize).map((row) => ({
    id: row.id,
    code: row.code,
    procedure: row.procedure_name,
    agency: row.agency,
    status: row.told_status,
    statusName: statusName(row.told_status),
    since: row.told_at,
    promisedAt: row.promised_at,
    isOverdue: isDossierLate(row, today),
  }));
  return { dossiers, hasMore: rows.length > pageSize };
}

/** A shorter text would match half of all codes. */
export function isSearchable(typed: string): boolean {
  const { length } = normalizeDossierCode(typed);
  return length === 0 || length >= minCodeTailLength;
}

/** Returns whether the promised day is over and something is left to be done. */
export function isDossierLate(
  row: { readonly promised_at: Date | null; readonly told_status: number | null },
  today: Date,
): boolean {
  if (row.promised_at === null || row.promised_at >= today) return false;
  const { told_status: status } = row;
  return status === null || !isDossierStatus(status) || !isEnded(status);
}

export function startOfDay(now: Date): Date {
  return toInstant(toLocalDay(now), 0);
}
