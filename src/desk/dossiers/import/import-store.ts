import { z } from "zod";
import type { Sheet, TableFile } from "../../../catalog/import/table.ts";
import {
  deleteUnsentImports,
  insertImport,
  selectAgencyOfImport,
  selectImport,
  updateImportReading,
} from "../../../db/queries/dossier-imports.ts";
import type { DbHandle } from "../../../db/schema.ts";
import { type ImportState, importState } from "../../../db/tables/import-tables.ts";
import type { ParsedFile } from "../../files/parsed-file.ts";
import { dossierLimits } from "../../files/table-limits.ts";
import {
  type DeskContext,
  type Owner,
  pathId,
  type SignedInRequest,
} from "../../framework/route.ts";
import {
  type Columns,
  fieldChoices,
  type KnownHeaders,
  readColumns,
  wantedTable,
} from "./columns.ts";
import { readRows, saveChunks } from "./import-chunks.ts";
import { type ChosenPlace, findPlace, type Layout, layoutSchema, readPlace } from "./layout.ts";

/** A file that nobody sent is personal data without a purpose. */
const maxUnsentMs = 24 * 3_600_000;
/** So many rows are checked while the page is loaded; larger files in the background. */
const maxRowsAtOnce = 2_000;

type StoreContext = Pick<DeskContext, "database" | "box" | "tables">;

export interface Import {
  readonly id: number;
  readonly agencyId: number;
  readonly fileName: string;
  readonly state: ImportState;
  readonly revision: number;
  /** null once it was sent. */
  readonly layout: Layout | null;
  readonly columns: Columns;
  readonly records: number;
  readonly summarySealed: string | null;
  readonly sentBy: number | null;
  readonly sentAt: Date | null;
  readonly sentCount: number | null;
  readonly heldId: number | null;
  readonly heldUntil: Date | null;
}

export const columnsSchema = z.array(
  z.enum(fieldChoices.map(({ field }) => field) as [string, ...string[]]).nullable(),
) as unknown as z.ZodType<Columns>;

interface NewImport {
  readonly accountId: number;
  readonly agencyId: number;
  readonly fileName: string;
  readonly file: ParsedFile;
  readonly known: KnownHeaders;
  readonly now: Date;
}

/**
 * Stores an uploaded file, sealed, until it is sent, for at most a day: no step after it parses the file again. Returns its
 * id. Rejects with FileError if there is no table in it.
 */
export async function saveImport(
  desk: DeskContext,
  { accountId, agencyId, fileName, file, known, now }: NewImport,
): Promise<number> {
  // Before anything is stored: it refuses files without a table.
  const place = findPlace(file, wantedTable(known), dossierLimits);
  const id = await insertImport(desk.database.db, {
    account_id: accountId,
    agency_id: agencyId,
    file_name: fileName,
    content_sealed: null,
    columns: "[]",
    created_at: now,
  });
  const sheets = await saveChunks(desk, id, file.sheets);
  const columnsOf = (header: readonly string[]) => readColumns(header, known);
  await saveReading(desk, { id, agencyId }, { sheets, place, columnsOf, notes: {} });
  return id;
}

interface ReadingChoice {
  readonly sheets: Layout["sheets"];
  readonly place: ChosenPlace & Pick<Layout, "isClear">;
  readonly columnsOf: (header: readonly string[]) => Columns;
  readonly notes: Layout["notes"];
}

/** Stores where the table of a file is, and what its columns hold. Returns false once it is being sent. */
export async function saveReading(
  desk: Pick<DeskContext, "database" | "box">,
  { id, agencyId }: Pick<Import, "id" | "agencyId">,
  { sheets, place, columnsOf, notes }: ReadingChoice,
): Promise<boolean> {
  const stored = sheets[place.sheet] ?? { firstChunk: 0, endChunk: 0 };
  const { records, columns, ...found } = await readPlace(
    readRows(desk, id, stored),
    place,
    columnsOf,
  );
  const layout: Layout = { ...place, ...found, sheets, notes };
  return updateImportReading(desk.database.db, id, {
    columns: JSON.stringify(columns),
    contentSealed: desk.box.seal(JSON.stringify(layout), sealContext(agencyId)),
    recordCount: records,
    state: stateToRead(records),
  });
}

/** Stores how a file is read without looking for its records anew. Returns false once it is being sent. */
export function saveNotes(
  { database, box }: Pick<DeskContext, "database" | "box">,
  { id, agencyId, columns, records }: Import,
  layout: Layout,
): Promise<boolean> {
  return updateImportReading(database.db, id, {
    columns: JSON.stringify(columns),
    contentSealed: box.seal(JSON.stringify(layout), sealContext(agencyId)),
    recordCount: records,
    state: stateToRead(records),
  });
}

/** Returns whether a file is checked and sent within a request. */
export function isSmall({ records }: Pick<Import, "records">): boolean {
  return records <= maxRowsAtOnce;
}

function stateToRead(records: number): ImportState {
  return isSmall({ records }) ? importState.ready : importState.checking;
}

/** Returns an import with where its table is; null if there is none, or it is not stored completely. */
export async function findImport(desk: StoreContext, id: number): Promise<Import | null> {
  const row = await selectImport(desk.database.db, id);
  if (row === undefined || row.state === importState.reading) return null;
  const { agency_id: agencyId, content_sealed: sealed } = row;
  const content = sealed === null ? null : desk.box.open(sealed, sealContext(agencyId));
  if (content !== null && row.record_count === null) {
    await adoptFormerImport(desk, { id, agencyId, columns: row.columns }, content);
    return findImport(desk, id);
  }
  return {
    id: row.id,
    agencyId,
    fileName: row.file_name,
    state: row.state,
    revision: row.revision,
    layout: content === null ? null : layoutSchema.parse(JSON.parse(content)),
    columns: columnsSchema.parse(JSON.parse(row.columns)),
    records: row.record_count ?? 0,
    summarySealed: row.summary_sealed,
    sentBy: row.sent_by,
    sentAt: row.sent_at,
    sentCount: row.sent_count,
    heldId: row.held_id,
    heldUntil: row.held_until,
  };
}

const formerTable = z.object({
  header: z.array(z.string()),
  rows: z.custom<TableFile["rows"]>(Array.isArray),
});

/** An upload that the former version stored is one text, a table or the file's own, for the day after the update. */
async function adoptFormerImport(
  desk: StoreContext,
  { id, agencyId, columns }: { id: number; agencyId: number; columns: string },
  content: string,
): Promise<void> {
  const isTable = content.startsWith('{"header":');
  const file = isTable
    ? { sheets: [toSheet(formerTable.parse(JSON.parse(content)))], problem: null }
    : await desk.tables.read(Buffer.from(content), dossierLimits);
  const place = findPlace(file, wantedTable(), dossierLimits);
  const sheets = await saveChunks(desk, id, file.sheets);
  const columnsOf = () => columnsSchema.parse(JSON.parse(columns));
  await saveReading(desk, { id, agencyId }, { sheets, place, columnsOf, notes: {} });
}

function toSheet({ header, rows }: Pick<TableFile, "header" | "rows">): Sheet {
  return {
    name: "",
    rows: [{ line: Math.max(0, (rows[0]?.line ?? 1) - 1), cells: header }, ...rows],
  };
}

/** Returns the owner of the import that the path names as `:import`; for the route table. */
export async function findImportOwner(
  { params }: SignedInRequest,
  { database }: DeskContext,
): Promise<Owner | null> {
  const id = pathId(params, "import");
  if (id === null) return null;
  const agencyId = await selectAgencyOfImport(database.db, id);
  return agencyId === undefined ? null : { agencyId };
}

/** Deletes what was not sent for more than a day. Files that were sent have lost their content already. */
export function deleteAbandonedImports(db: DbHandle, now: Date): Promise<void> {
  return deleteUnsentImports(db, new Date(now.getTime() - maxUnsentMs));
}

function sealContext(agencyId: number): string {
  return `import of agency ${agencyId}`;
}
