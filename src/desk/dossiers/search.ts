import { isDossierStatus, isEnded } from "../../catalog/dossiers/dossier-status.ts";
import { toInstant, toLocalDay } from "../../catalog/local-time.ts";
import { selectDossiers } from "../../db/queries/desk-dossiers.ts";
import type { SearchTerms } from "../../db/queries/dossier-search.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { DossierBox } from "../../notify/dossiers/dossier-box.ts";
import { maskedPhones, statusName } from "./labels.ts";
import { foundBy } from "./search-terms.ts";

interface DossierSearch {
  /** null: all. */
  readonly terms: SearchTerms | null;
  readonly status: number | null;
  readonly isOverdue: boolean;
  /** null: every agency. */
  readonly agencyId: number | null;
  /** The first page is 1. */
  readonly page: number;
  readonly pageSize: number;
}

/** Returns a page of dossiers, the latest changed first, and whether there are more. */
export async function searchDossiers(
  db: DbHandle,
  box: DossierBox,
  { terms, status, isOverdue, agencyId, page, pageSize }: DossierSearch,
  now: Date,
) {
  const today = startOfDay(now);
  const rows = await selectDossiers(db, {
    terms,
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
    applicant: box.open(row.applicant_sealed, row.code_key, "applicant"),
    phone: maskedPhones(box.open(row.phone_sealed, row.code_key, "phone")),
    agency: row.agency,
    status: row.told_status,
    statusName: statusName(row.told_status),
    since: row.told_at,
    receivedAt: row.received_at,
    promisedAt: row.promised_at,
    isOverdue: isDossierLate(row, today),
    foundBy: foundBy(row.fields),
  }));
  return { dossiers, hasMore: rows.length > pageSize };
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
