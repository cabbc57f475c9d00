import { type Insertable, sql } from "kysely";
import { batchesOf } from "../batches.ts";
import type { DbHandle } from "../schema.ts";
import type { DossierTable } from "../tables/dossier-tables.ts";
import type { Transaction } from "../transaction.ts";

/** Any number that no other lock of the service has. */
const ingestionLock = 6_001;

/** Waits for the lock that lets one ingestion run at a time. It is released with the transaction. */
export async function lockIngestion(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(${ingestionLock})`.execute(tx);
}

/** Returns the agency of each dossier that has one of these codes. */
export async function selectAgenciesOfDossiers(
  db: DbHandle,
  codeKeys: readonly string[],
): Promise<ReadonlyMap<string, number | null>> {
  const found = new Map<string, number | null>();
  for (const batch of batchesOf([...new Set(codeKeys)])) {
    const rows = await db
      .selectFrom("dossier")
      .select(["code_key", "agency_id"])
      .where("code_key", "in", [...batch])
      .execute();
    for (const { code_key, agency_id } of rows) found.set(code_key, agency_id);
  }
  return found;
}

type ReportedColumn =
  | "agency_id"
  | "procedure_code"
  | "procedure_name"
  | "applicant_sealed"
  | "phone_sealed"
  | "email_sealed"
  | "birth_year_sealed"
  | "identity_sealed"
  | "received_at"
  | "promised_at";

/** Inserts dossiers, or updates those whose code exists. A null leaves the stored value unchanged. */
export async function upsertDossierRows(
  db: DbHandle,
  rows: readonly Insertable<DossierTable>[],
  now: Date,
): Promise<void> {
  for (const batch of batchesOf(rows)) {
    await db
      .insertInto("dossier")
      .values([...batch])
      .onConflict((conflict) =>
        conflict.column("code_key").doUpdateSet({
          agency_id: reportedOrStored("agency_id"),
          procedure_code: reportedOrStored("procedure_code"),
          procedure_name: reportedOrStored("procedure_name"),
          applicant_sealed: reportedOrStored("applicant_sealed"),
          phone_sealed: reportedOrStored("phone_sealed"),
          email_sealed: reportedOrStored("email_sealed"),
          birth_year_sealed: reportedOrStored("birth_year_sealed"),
          identity_sealed: reportedOrStored("identity_sealed"),
          received_at: reportedOrStored("received_at"),
          promised_at: reportedOrStored("promised_at"),
          changed_at: now,
        }),
      )
      .execute();
  }
}

function reportedOrStored(column: ReportedColumn) {
  return sql<never>`coalesce(excluded.${sql.ref(column)}, dossier.${sql.ref(column)})`;
}

/** The dossiers of these codes with their current steps, ordered by id. */
export function selectCurrentSteps(db: DbHandle, codeKeys: readonly string[]) {
  return db
    .selectFrom("dossier")
    .select(["id", "code_key", "told_identity"])
    .where("code_key", "in", codeKeys)
    .orderBy("id")
    .execute();
}

interface CurrentStep {
  readonly id: number;
  readonly identity: string;
  readonly status: number;
  readonly at: Date;
}

/** Stores the current steps in one statement, because a call may change a thousand dossiers. */
export async function updateCurrentSteps(
  db: DbHandle,
  steps: readonly CurrentStep[],
): Promise<void> {
  await sql`
    update dossier
    set told_identity = step.identity, told_status = step.status, told_at = step.at
    from json_to_recordset(${JSON.stringify(steps)}::json)
      as step(id bigint, identity text, status smallint, at timestamptz)
    where dossier.id = step.id
  `.execute(db);
}

/** Leaves these dossiers without a current step. */
export async function clearCurrentSteps(db: DbHandle, ids: readonly number[]): Promise<void> {
  await db
    .updateTable("dossier")
    .set({ told_identity: null, told_status: null, told_at: null })
    .where("id", "in", ids)
    .execute();
}

export async function selectDossierCodeKey(db: DbHandle, id: number): Promise<string | null> {
  const row = await db
    .selectFrom("dossier")
    .select("code_key")
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.code_key ?? null;
}

/** What messages may name of these dossiers, and the sealed contacts of their applicants. */
export async function selectDossiersForMessages(
  db: DbHandle,
  ids: readonly number[],
): Promise<DossierForMessages[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom("dossier")
    .select(["id", "code", "code_key", "procedure_name", "promised_at"])
    .select(["phone_sealed", "email_sealed"])
    .where("id", "in", [...new Set(ids)])
    .execute();
}

export interface DossierForMessages {
  readonly id: number;
  readonly code: string;
  readonly code_key: string;
  readonly procedure_name: string | null;
  readonly promised_at: Date | null;
  readonly phone_sealed: string | null;
  readonly email_sealed: string | null;
}

/** Dossiers promised from `from` until before `to` whose status is none of these. */
export function selectPromisedBetween(
  db: DbHandle,
  { from, to, exceptStatuses }: { from: Date; to: Date; exceptStatuses: readonly number[] },
) {
  return db
    .selectFrom("dossier")
    .select(["id", "promised_at"])
    .where("promised_at", ">=", from)
    .where("promised_at", "<", to)
    .where((row) =>
      row.or([row("told_status", "is", null), row("told_status", "not in", exceptStatuses)]),
    )
    .execute();
}
