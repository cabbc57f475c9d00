import { type RawBuilder, sql } from "kysely";
import { batchesOf } from "../batches.ts";
import type { DbHandle } from "../schema.ts";
import { type SearchTerms, searchHits } from "./dossier-search.ts";

/** What the desk reads of dossiers. Intake in `notify` writes them. */

/** The status codes after which nothing is left to be done by the promised day: those of the catalogue's `isEnded`. */
const endedStatuses: readonly number[] = [3, 7, 8, 9, 10];

/** Whether nothing has ended the dossier. */
export function isDossierOpen(): RawBuilder<boolean> {
  return sql<boolean>`(dossier.told_status is null
    or dossier.told_status not in (${sql.join(endedStatuses.map((status) => sql.lit(status)))}))`;
}

/** Whether the promised day is over and something is left to be done. */
export function isDossierOverdue(today: Date): RawBuilder<boolean> {
  return sql<boolean>`(dossier.promised_at < ${today} and ${isDossierOpen()})`;
}

interface DossierFilter {
  /** null: any dossier. */
  readonly terms: SearchTerms | null;
  readonly status: number | null;
  /** The beginning of the day on which it is overdue; null: overdue or not. */
  readonly overdueOn: Date | null;
  /** null: of every agency. */
  readonly agencyId: number | null;
  readonly limit: number;
  readonly offset: number;
}

interface FoundRow {
  readonly id: number;
  readonly fields: number;
}

/** Returns dossiers, the latest changed first. `fields` says by which of `searchField` each was found. */
export function selectDossiers(db: DbHandle, filter: DossierFilter) {
  const { terms, status, overdueOn, agencyId, limit, offset } = filter;
  const fields = terms === null ? sql<number>`0` : sql<number>`found.fields`;
  const found = sql<FoundRow>`${terms === null ? sql`(select 0 as id, 0 as fields)` : searchHits(terms)}`;
  return db
    .selectFrom("dossier")
    .leftJoin("agency", "agency.id", "dossier.agency_id")
    .$if(terms !== null, (query) =>
      query.innerJoin(found.as("found"), (join) => join.onRef("found.id", "=", "dossier.id")),
    )
    .select(["dossier.id", "dossier.code", "dossier.code_key", "dossier.procedure_name"])
    .select(["dossier.told_status", "dossier.told_at", "dossier.received_at"])
    .select(["dossier.promised_at", "dossier.applicant_sealed", "dossier.phone_sealed"])
    .select(["agency.name as agency", fields.as("fields")])
    .$if(agencyId !== null, (query) => query.where("dossier.agency_id", "=", agencyId))
    .$if(status !== null, (query) => query.where("dossier.told_status", "=", status))
    .$if(overdueOn !== null, (query) =>
      query.where((row) => row.and([isDossierOverdue(overdueOn ?? new Date(0))])),
    )
    .orderBy("dossier.changed_at", "desc")
    .orderBy("dossier.id", "desc")
    .limit(limit)
    .offset(offset)
    .execute();
}

export function selectDossier(db: DbHandle, id: number) {
  return db
    .selectFrom("dossier")
    .leftJoin("agency", "agency.id", "dossier.agency_id")
    .selectAll("dossier")
    .select("agency.name as agency")
    .where("dossier.id", "=", id)
    .executeTakeFirst();
}

/** The id, code, agency and day of receipt of a dossier. */
interface DossierReference {
  readonly id: number;
  readonly code: string;
  readonly agency_id: number | null;
  readonly received_at: Date | null;
}

export function selectDossierReference(
  db: DbHandle,
  id: number,
): Promise<DossierReference | undefined> {
  return db
    .selectFrom("dossier")
    .select(["id", "code", "agency_id", "received_at"])
    .where("id", "=", id)
    .executeTakeFirst();
}

export function selectDossierReferenceByKey(
  db: DbHandle,
  codeKey: string,
): Promise<DossierReference | undefined> {
  return db
    .selectFrom("dossier")
    .select(["id", "code", "agency_id", "received_at"])
    .where("code_key", "=", codeKey)
    .executeTakeFirst();
}

/** What a dossier's record says, apart from its steps. */
export interface DossierRecord {
  readonly code_key: string;
  readonly procedure_name: string | null;
  readonly applicant_sealed: string | null;
  readonly phone_sealed: string | null;
  readonly email_sealed: string | null;
  readonly birth_year_sealed: string | null;
  readonly identity_sealed: string | null;
  readonly received_at: Date | null;
  readonly promised_at: Date | null;
}

export async function selectDossierRecords(
  db: DbHandle,
  codeKeys: readonly string[],
): Promise<ReadonlyMap<string, DossierRecord>> {
  const found = new Map<string, DossierRecord>();
  for (const batch of batchesOf([...new Set(codeKeys)])) {
    const rows = await db
      .selectFrom("dossier")
      .select(["code_key", "procedure_name", "applicant_sealed", "phone_sealed"])
      .select(["email_sealed", "birth_year_sealed", "identity_sealed"])
      .select(["received_at", "promised_at"])
      .where("code_key", "in", [...batch])
      .execute();
    for (const row of rows) found.set(row.code_key, row);
  }
  return found;
}

/** Returns a dossier's steps as they were reported, the latest first. */
export function selectDossierSteps(db: DbHandle, codeKey: string) {
  return db
    .selectFrom("dossier_step")
    .select(["status", "at", "is_dated", "note", "officer", "unit", "taken_at"])
    .where("code_key", "=", codeKey)
    .orderBy("at", "desc")
    .orderBy("taken_at", "desc")
    .execute();
}

/** Returns which of these identities are those of steps that were reported. */
export async function selectKnownStepIdentities(
  db: DbHandle,
  identities: readonly string[],
): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for (const batch of batchesOf(identities)) {
    const rows = await db
      .selectFrom("dossier_step")
      .select("identity")
      .where("identity", "in", [...batch])
      .execute();
    for (const { identity } of rows) known.add(identity);
  }
  return known;
}

export async function countFollowers(db: DbHandle, dossierId: number): Promise<number> {
  const { count } = await db
    .selectFrom("follower")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("dossier_id", "=", dossierId)
    .where("stopped_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(count);
}
