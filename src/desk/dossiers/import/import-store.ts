import { z } from "zod";
import type { TableFile } from "../../../catalog/import/table.ts";
import {
  deleteUnsentImports,
  insertImport,
  selectAgencyOfImport,
  selectImport,
  updateImportColumns,
} from "../../../db/queries/dossier-imports.ts";
import type { DbHandle } from "../../../db/schema.ts";
import type { SecretBox } from "../../../security/secret-box.ts";
import { chooseTable } from "../../files/choose-table.ts";
import { dossierLimits } from "../../files/table-limits.ts";
import type { TableReader } from "../../files/table-reader.ts";
import {
  type DeskContext,
  type Owner,
  pathId,
  type SignedInRequest,
} from "../../framework/route.ts";
import { type Columns, fieldChoices, wantedTable } from "./columns.ts";

/** A file that nobody sent is personal data without a purpose. */
const maxUnsentMs = 24 * 3_600_000;

export interface Import {
  readonly id: number;
  readonly agencyId: number;
  readonly fileName: string;
  /** null once it was sent. */
  readonly table: TableFile | null;
  readonly columns: Columns;
  readonly sentAt: Date | null;
  readonly sentCount: number | null;
}

const columnsSchema = z.array(
  z.enum(fieldChoices.map(({ field }) => field) as [string, ...string[]]).nullable(),
) as unknown as z.ZodType<Columns>;

interface NewImport {
  readonly accountId: number;
  readonly agencyId: number;
  readonly fileName: string;
  readonly table: TableFile;
  readonly columns: Columns;
  readonly now: Date;
}

/** Stores an uploaded table, sealed, until it is sent, for at most a day: no step after it parses the file again. Returns its id. */
export function saveImport(
  db: DbHandle,
  box: SecretBox,
  { accountId, agencyId, fileName, table, columns, now }: NewImport,
): Promise<number> {
  return insertImport(db, {
    account_id: accountId,
    agency_id: agencyId,
    file_name: fileName,
    content_sealed: box.seal(JSON.stringify(table), sealContext(agencyId)),
    columns: JSON.stringify(columns),
    created_at: now,
  });
}

export async function findImport(
  { database, box, tables }: DeskContext,
  id: number,
): Promise<Import | null> {
  const row = await selectImport(database.db, id);
  if (row === undefined) return null;
  const { agency_id: agencyId, content_sealed: sealed } = row;
  return {
    id: row.id,
    agencyId,
    fileName: row.file_name,
    table:
      sealed === null ? null : await readTable(box.open(sealed, sealContext(agencyId)), tables),
    columns: columnsSchema.parse(JSON.parse(row.columns)),
    sentAt: row.sent_at,
    sentCount: row.sent_count,
  };
}

/** Only this service can have sealed it, so that its rows need no check. */
const tableSchema = z.object({
  header: z.array(z.string()),
  rows: z.custom<TableFile["rows"]>(Array.isArray),
  skipped: z.array(z.number()).default([]),
});

/** An upload that an earlier version stored is the file's own text, for the day after the update. */
async function readTable(stored: string, tables: TableReader): Promise<TableFile> {
  if (stored.startsWith('{"header":')) return tableSchema.parse(JSON.parse(stored));
  const file = await tables.read(Buffer.from(stored), dossierLimits);
  return chooseTable(file, wantedTable, dossierLimits);
}

export function saveColumns(db: DbHandle, id: number, columns: Columns): Promise<void> {
  return updateImportColumns(db, id, JSON.stringify(columns));
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
