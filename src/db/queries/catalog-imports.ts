import type { Insertable, Selectable } from "kysely";
import type { DbHandle } from "../schema.ts";
import { type CatalogImportTable, versionStatus } from "../tables/catalog-tables.ts";
import type { VersionRow } from "./catalog-versions.ts";

/** Files of procedures and help points that administrators upload. */

export type CatalogImportRow = Selectable<CatalogImportTable>;

export async function insertCatalogImport(
  db: DbHandle,
  upload: Omit<Insertable<CatalogImportTable>, "version_id">,
): Promise<number> {
  const { id } = await db
    .insertInto("catalog_import")
    .values({ ...upload, version_id: null })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export function selectCatalogImport(
  db: DbHandle,
  id: number,
): Promise<CatalogImportRow | undefined> {
  return db.selectFrom("catalog_import").selectAll().where("id", "=", id).executeTakeFirst();
}

/** The same, and locks the row until the transaction ends. */
export function lockCatalogImport(db: DbHandle, id: number): Promise<CatalogImportRow | undefined> {
  return db
    .selectFrom("catalog_import")
    .selectAll()
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
}

/** Says which version an upload became, and deletes what was read of it. */
export async function updateCatalogImportVersion(
  db: DbHandle,
  id: number,
  versionId: number,
): Promise<void> {
  await db
    .updateTable("catalog_import")
    .set({ version_id: versionId, reading: null })
    .where("id", "=", id)
    .execute();
}

/** Deletes uploads that did not become a version. */
export async function deleteUnusedCatalogImports(db: DbHandle, createdBefore: Date): Promise<void> {
  await db
    .deleteFrom("catalog_import")
    .where("version_id", "is", null)
    .where("created_at", "<", createdBefore)
    .execute();
}

/** Returns the imported versions that are not in effect yet on a local day, and may be. */
export function selectPendingImports(db: DbHandle, day: string): Promise<VersionRow[]> {
  const { draft, waiting, active } = versionStatus;
  return db
    .selectFrom("catalog_version")
    .selectAll()
    .where("origin", "=", "import")
    .where((row) =>
      row.or([
        row("status", "in", [draft, waiting]),
        row.and([row("status", "=", active), row("activate_on", ">", day)]),
      ]),
    )
    .orderBy("id")
    .execute();
}
