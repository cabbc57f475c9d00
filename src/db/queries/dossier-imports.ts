import type { Insertable } from "kysely";
import type { DbHandle } from "../schema.ts";
import type { DossierImportTable } from "../tables/desk-tables.ts";

/** Files of dossier updates that officials upload. */

export async function insertImport(
  db: DbHandle,
  upload: Omit<Insertable<DossierImportTable>, "sent_at" | "sent_count">,
): Promise<number> {
  const { id } = await db
    .insertInto("dossier_import")
    .values({ ...upload, sent_at: null, sent_count: null })
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

/** Changes nothing once the import was sent. */
export async function updateImportColumns(
  db: DbHandle,
  id: number,
  columns: string,
): Promise<void> {
  await db
    .updateTable("dossier_import")
    .set({ columns })
    .where("id", "=", id)
    .where("sent_at", "is", null)
    .execute();
}

/** Marks an import as sent and deletes its content. Returns false if somebody was faster. */
export async function updateImportSent(
  db: DbHandle,
  id: number,
  { count, now }: { readonly count: number; readonly now: Date },
): Promise<boolean> {
  const [result] = await db
    .updateTable("dossier_import")
    .set({ sent_at: now, sent_count: count, content_sealed: null })
    .where("id", "=", id)
    .where("sent_at", "is", null)
    .execute();
  return Number(result?.numUpdatedRows ?? 0) > 0;
}

export async function deleteUnsentImports(db: DbHandle, createdBefore: Date): Promise<void> {
  await db
    .deleteFrom("dossier_import")
    .where("sent_at", "is", null)
    .where("created_at", "<", createdBefore)
    .execute();
}
