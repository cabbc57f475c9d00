import { type Insertable, sql } from "kysely";
import type { DbHandle } from "../schema.ts";
import { type DossierImportTable, type ImportState, importState } from "../tables/import-tables.ts";

/** Files of dossier updates that officials upload. */

export async function insertImport(
  db: DbHandle,
  upload: Pick<
    Insertable<DossierImportTable>,
    "account_id" | "agency_id" | "file_name" | "content_sealed" | "columns" | "created_at"
  >,
): Promise<number> {
  const { id } = await db
    .insertInto("dossier_import")
    .values({ ...upload, state: importState.reading, sent_at: null, sent_count: null })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export function selectImport(db: DbHandle, id: number) {
  return db.selectFrom("dossier_import").selectAll().where("id", "=", id).executeTakeFirst();
}

export async function selectAgencyOfImport(db: DbHandle, id: number): Promise<number | undefined> {
  const row = await db
    .selectFrom("dossier_import")
    .select("agency_id")
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.agency_id;
}

interface ReadingChange {
  readonly columns: string;
  readonly contentSealed: string;
  readonly recordCount: number;
  readonly state: ImportState;
}

/** Changes how a file is read; what was found before is void. Returns false once it is being sent. */
export async function updateImportReading(
  db: DbHandle,
  id: number,
  { columns, contentSealed, recordCount, state }: ReadingChange,
): Promise<boolean> {
  const changed = await db
    .updateTable("dossier_import")
    .set(({ eb }) => ({
      columns,
      content_sealed: contentSealed,
      record_count: recordCount,
      state,
      summary_sealed: null,
      claimed_until: null,
      revision: eb("revision", "+", 1),
    }))
    .where("id", "=", id)
    .where("state", "in", [importState.reading, importState.checking, importState.ready])
    .returning("id")
    .execute();
  if (changed.length === 0) return false;
  await db
    .updateTable("dossier_import_chunk")
    .set({ found: null })
    .where("import_id", "=", id)
    .execute();
  return true;
}

/**
 * Large files that wait are checked anew, of one agency or one of them: a word got another meaning, or a row was corrected. Small
 * ones are checked with every request anyway.
 */
export async function updateImportsToCheck(
  db: DbHandle,
  which: { readonly agencyId: number } | { readonly id: number },
): Promise<void> {
  const isWanted =
    "id" in which ? sql<boolean>`id = ${which.id}` : sql<boolean>`agency_id = ${which.agencyId}`;
  await sql`
    with changed as (
      update dossier_import set state = ${importState.checking}, summary_sealed = null,
        claimed_until = null, revision = revision + 1
      where ${isWanted} and (state = ${importState.checking}
        or (state = ${importState.ready} and summary_sealed is not null))
      returning id)
    update dossier_import_chunk set found = null where import_id in (select id from changed)
  `.execute(db);
}

/** Stores what checking has found, unless the file is read in another way meanwhile. */
export async function updateImportChecked(
  db: DbHandle,
  { id, revision, summarySealed }: { id: number; revision: number; summarySealed: string },
): Promise<void> {
  await db
    .updateTable("dossier_import")
    .set({ state: importState.ready, summary_sealed: summarySealed, claimed_until: null })
    .where("id", "=", id)
    .where("revision", "=", revision)
    .where("state", "=", importState.checking)
    .execute();
}

interface SendingImport {
  readonly id: number;
  readonly revision: number;
  readonly by: number;
  /** No replica's background work takes it before. */
  readonly claimedUntil: Date;
  readonly heldId: number | null;
  readonly heldUntil: Date;
}

/** Begins to send an import. Returns false if somebody was faster, or it is read in another way meanwhile. */
export async function updateImportSending(
  db: DbHandle,
  { id, revision, by, claimedUntil, heldId, heldUntil }: SendingImport,
): Promise<boolean> {
  const changed = await db
    .updateTable("dossier_import")
    .set({
      state: importState.sending,
      sent_by: by,
      claimed_until: claimedUntil,
      held_id: heldId,
      held_until: heldUntil,
    })
    .where("id", "=", id)
    .where("revision", "=", revision)
    .where("state", "=", importState.ready)
    .returning("id")
    .execute();
  return changed.length > 0;
}

/** Locks an import until the end of the transaction, before its chunks are counted. */
export function lockImport(db: DbHandle, id: number) {
  return db
    .selectFrom("dossier_import")
    .select(["id", "state", "held_id", "held_until"])
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
}

/** Stops an import of which nothing was sent, so that it can be changed again. */
export async function updateImportStopped(db: DbHandle, id: number): Promise<void> {
  await db
    .updateTable("dossier_import")
    .set({ state: importState.ready, sent_by: null, claimed_until: null, held_until: null })
    .where("id", "=", id)
    .execute();
}

export async function updateImportUndone(db: DbHandle, id: number): Promise<void> {
  await db
    .updateTable("dossier_import")
    .set({ state: importState.undone, sent_count: 0, held_until: null })
    .where("id", "=", id)
    .execute();
}

/** Marks an import as sent if all its chunks are, and deletes its content. Returns whether it is. */
export async function updateImportSent(db: DbHandle, id: number, now: Date): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    update dossier_import set state = ${importState.sent}, sent_at = ${now}, content_sealed = null,
      claimed_until = null,
      sent_count = (select coalesce(sum(chunk.sent_count), 0) from dossier_import_chunk chunk
        where chunk.import_id = dossier_import.id)
    where id = ${id} and state = ${importState.sending} and not exists (
      select 1 from dossier_import_chunk chunk
      where chunk.import_id = dossier_import.id and chunk.sent_at is null)
    returning id`.execute(db);
  return rows.length > 0;
}

/** Claims the oldest import that is to be checked or sent, until `until`. Returns its id; null: none waits. */
export async function claimImport(
  db: DbHandle,
  { now, until }: { now: Date; until: Date },
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    update dossier_import set claimed_until = ${until} where id = (
      select id from dossier_import
      where state in (${importState.checking}, ${importState.sending})
        and (claimed_until is null or claimed_until <= ${now})
      order by state desc, id limit 1 for update skip locked)
    returning id`.execute(db);
  return rows[0]?.id ?? null;
}

/** null gives the claim back. */
export async function updateImportClaim(
  db: DbHandle,
  id: number,
  until: Date | null,
): Promise<void> {
  await db
    .updateTable("dossier_import")
    .set({ claimed_until: until })
    .where("id", "=", id)
    .where("claimed_until", "is not", null)
    .execute();
}

export async function deleteUnsentImports(db: DbHandle, createdBefore: Date): Promise<void> {
  await db
    .deleteFrom("dossier_import")
    .where("sent_at", "is", null)
    .where("state", "!=", importState.sending)
    .where("created_at", "<", createdBefore)
    .execute();
}
