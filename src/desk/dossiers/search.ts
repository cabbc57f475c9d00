import { sql } from "kysely";
import {
  minCodeTailLength,
  normalizeDossierCode,
  reverseCodeKey,
} from "../../catalog/dossiers/dossier-code.ts";
import { toInstant, toLocalDay } from "../../catalog/local-time.ts";
import type { DbHandle } from "../../db/schema.ts";
import { statusName } from "./labels.ts";

/** Nothing is left to be done by the promised day. */
export const endedStatuses = [3, 7, 8, 9, 10];
const perPage = 50;

export interface DossierSearch {
  /** A code, its beginning or its end, however it was typed; "" for all. */
  readonly typed: string;
  readonly status: number | null;
  readonly isOverdue: boolean;
  /** null: of every agency. */
  readonly agencyId: number | null;
  /** From 1. */
  readonly page: number;
}

/** The latest changed first, a page of them, and whether there are more. */
export async function searchDossiers(db: DbHandle, search: DossierSearch, now: Date) {
  let query = db
    .selectFrom("dossier")
    .leftJoin("agency", "agency.id", "dossier.agency_id")
    .select(["dossier.id", "dossier.code", "dossier.procedure_name", "dossier.told_status"])
    .select(["dossier.told_at", "dossier.promised_at", "agency.name as agency"])
    .orderBy("dossier.changed_at", "desc")
    .orderBy("dossier.id", "desc")
    .limit(perPage + 1)
    .offset((search.page - 1) * perPage);
  const { agencyId, status, isOverdue } = search;
  if (agencyId !== null) query = query.where("dossier.agency_id", "=", agencyId);
  if (status !== null) query = query.where("dossier.told_status", "=", status);
  const today = startOfDay(now);
  if (isOverdue) query = query.where((row) => row.and([isLate(today)]));
  const key = normalizeDossierCode(search.typed);
  if (key !== "") {
    query = query.where((row) =>
      row.or([
        row("dossier.code_key", "like", `${key}%`),
        row("dossier.reversed_key", "like", `${reverseCodeKey(key)}%`),
      ]),
    );
  }
  const rows = await query.execute();
  const dossiers = rows.slice(0, perPage).map((row) => ({
    id: row.id,
    code: row.code,
    procedure: row.procedure_name,
    agency: row.agency,
    status: row.told_status,
    statusName: statusName(row.told_status),
    since: row.told_at,
    promisedAt: row.promised_at,
    isOverdue: isLateNow(row, today),
  }));
  return { dossiers, hasMore: rows.length > perPage };
}

/** Shorter than this, half of all codes would be found. */
export function isSearchable(typed: string): boolean {
  const { length } = normalizeDossierCode(typed);
  return length === 0 || length >= minCodeTailLength;
}

/** In SQL: the promised day is over and something is left to be done. */
export function isLate(today: Date) {
  return sql<boolean>`(dossier.promised_at < ${today} and
    (dossier.told_status is null or dossier.told_status not in (3, 7, 8, 9, 10)))`;
}

export function isLateNow(
  row: { readonly promised_at: Date | null; readonly told_status: number | null },
  today: Date,
): boolean {
  if (row.promised_at === null || row.promised_at >= today) return false;
  return row.told_status === null || !endedStatuses.includes(row.told_status);
}

export function startOfDay(now: Date): Date {
  return toInstant(toLocalDay(now), 0);
}
