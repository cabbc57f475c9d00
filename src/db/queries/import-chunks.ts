import { sql } from "kysely";
import type { DbHandle } from "../schema.ts";
import { importState } from "../tables/import-tables.ts";

/** The rows of uploaded files, in parts of some hundred. */

interface NewChunk {
  readonly position: number;
  readonly firstLine: number;
  readonly rowsSealed: string;
}

export async function insertChunk(
  db: DbHandle,
  importId: number,
  { position, firstLine, rowsSealed }: NewChunk,
): Promise<void> {
  await db
    .insertInto("dossier_import_chunk")
    .values({
      import_id: importId,
      position,
      first_line: firstLine,
      rows_sealed: rowsSealed,
      found: null,
      sent_at: null,
      sent_count: null,
    })
    .execute();
}

/** Returns the sealed rows of a chunk; null if there are none, or they were sent. */
export async function selectChunkRows(
  db: DbHandle,
  importId: number,
  position: number,
): Promise<string | null> {
  const row = await db
    .selectFrom("dossier_import_chunk")
    .select("rows_sealed")
    .where("import_id", "=", importId)
    .where("position", "=", position)
    .executeTakeFirst();
  return row?.rows_sealed ?? null;
}

/** Replaces the rows of a chunk that was not sent; what was found in them is void. */
export async function updateChunkRows(
  db: DbHandle,
  { importId, position, rowsSealed }: { importId: number; position: number; rowsSealed: string },
): Promise<void> {
  await db
    .updateTable("dossier_import_chunk")
    .set({ rows_sealed: rowsSealed, found: null })
    .where("import_id", "=", importId)
    .where("position", "=", position)
    .where("sent_at", "is", null)
    .execute();
}

/** What is known of each chunk without opening it, in order. */
export interface ChunkHead {
  readonly position: number;
  readonly first_line: number;
  readonly found: string | null;
  readonly sent_at: Date | null;
}

export function selectChunkHeads(db: DbHandle, importId: number): Promise<ChunkHead[]> {
  return db
    .selectFrom("dossier_import_chunk")
    .select(["position", "first_line", "found", "sent_at"])
    .where("import_id", "=", importId)
    .orderBy("position")
    .execute();
}

/** Stores what was found in a chunk, unless the file is read in another way meanwhile. Returns whether it was stored. */
export async function updateChunkFound(
  db: DbHandle,
  {
    importId,
    position,
    revision,
    found,
  }: { importId: number; position: number; revision: number; found: string },
): Promise<boolean> {
  const { rows } = await sql<{ position: number }>`
    update dossier_import_chunk set found = ${found}
    where import_id = ${importId} and position = ${position} and exists (
      select 1 from dossier_import where id = ${importId} and revision = ${revision})
    returning position`.execute(db);
  return rows.length > 0;
}

/** Marks a chunk as sent and deletes its rows. Returns false if somebody was faster, or has stopped the import. */
export async function updateChunkSent(
  db: DbHandle,
  {
    importId,
    position,
    count,
    now,
  }: { importId: number; position: number; count: number; now: Date },
): Promise<boolean> {
  const { rows } = await sql<{ position: number }>`
    with sending as (
      select id from dossier_import where id = ${importId} and state = ${importState.sending}
      for update)
    update dossier_import_chunk
    set rows_sealed = null, sent_at = ${now}, sent_count = ${count}
    where import_id in (select id from sending) and position = ${position} and sent_at is null
    returning position`.execute(db);
  return rows.length > 0;
}

export async function hasSentChunk(db: DbHandle, importId: number): Promise<boolean> {
  const row = await db
    .selectFrom("dossier_import_chunk")
    .select("position")
    .where("import_id", "=", importId)
    .where("sent_at", "is not", null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Deletes the chunks of the sheets that are not read. */
export async function deleteOtherChunks(
  db: DbHandle,
  importId: number,
  { firstChunk, endChunk }: { firstChunk: number; endChunk: number },
): Promise<void> {
  await db
    .deleteFrom("dossier_import_chunk")
    .where("import_id", "=", importId)
    .where((row) => row.or([row("position", "<", firstChunk), row("position", ">=", endChunk)]))
    .execute();
}

export interface ImportProgressRow {
  readonly state: string;
  readonly chunks: number;
  readonly checked: number;
  readonly sent: number;
  readonly sent_rows: number;
}

/** Counts what was done with the chunks of the sheet that is read. */
export async function selectImportProgress(
  db: DbHandle,
  importId: number,
  { firstChunk, endChunk }: { firstChunk: number; endChunk: number },
): Promise<ImportProgressRow | undefined> {
  const { rows } = await sql<ImportProgressRow>`
    select dossier_import.state, count(chunk.position)::int as chunks,
      count(chunk.found)::int as checked, count(chunk.sent_at)::int as sent,
      coalesce(sum(chunk.sent_count), 0)::int as sent_rows
    from dossier_import left join dossier_import_chunk chunk on chunk.import_id = dossier_import.id
      and chunk.position >= ${firstChunk} and chunk.position < ${endChunk}
    where dossier_import.id = ${importId} group by dossier_import.id`.execute(db);
  return rows[0];
}
