import { type Insertable, type Selectable, sql } from "kysely";
import { batchesOf } from "../batches.ts";
import type { DbHandle } from "../schema.ts";
import {
  type CatalogChangeTable,
  type CatalogVersionTable,
  type VersionStatus,
  versionStatus,
} from "../tables/catalog-tables.ts";

/** Versions of the catalogue and the changed records in them. */

export type VersionRow = Selectable<CatalogVersionTable>;
export type ChangeRow = Selectable<CatalogChangeTable>;

export async function insertVersion(
  db: DbHandle,
  version: Insertable<CatalogVersionTable>,
): Promise<number> {
  const { id } = await db
    .insertInto("catalog_version")
    .values(version)
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export function selectVersion(db: DbHandle, id: number): Promise<VersionRow | undefined> {
  return db.selectFrom("catalog_version").selectAll().where("id", "=", id).executeTakeFirst();
}

/** The same, and locks the row until the transaction ends. */
export function lockVersion(db: DbHandle, id: number): Promise<VersionRow | undefined> {
  return db
    .selectFrom("catalog_version")
    .selectAll()
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
}

/** Returns versions, the latest first. @param agencyId only those of this agency; null: all. */
export function selectVersions(
  db: DbHandle,
  { agencyId, before, limit }: { agencyId: number | null; before: number | null; limit: number },
): Promise<VersionRow[]> {
  let query = db.selectFrom("catalog_version").selectAll();
  if (agencyId !== null) query = query.where("agency_id", "=", agencyId);
  if (before !== null) query = query.where("id", "<", before);
  return query.orderBy("id", "desc").limit(limit).execute();
}

/** Returns every version that is active or will be on its day. */
export function selectActiveVersions(db: DbHandle): Promise<VersionRow[]> {
  return db
    .selectFrom("catalog_version")
    .selectAll()
    .where("status", "=", versionStatus.active)
    .orderBy("id")
    .execute();
}

/** Changes a version's row and makes its revision grow. */
export async function updateVersion(
  db: DbHandle,
  id: number,
  values: {
    readonly status?: VersionStatus;
    readonly title?: string;
    readonly activate_on?: string | null;
    readonly submitted_by?: string | null;
    readonly approved_by?: string | null;
    readonly activated_at?: Date | null;
    readonly ended_by?: string | null;
    readonly ended_at?: Date | null;
  },
): Promise<void> {
  await db
    .updateTable("catalog_version")
    .set({ ...values, revision: sql`revision + 1` })
    .where("id", "=", id)
    .execute();
}

/** One answer with thousands of records would double the embedded database's memory for good. */
const changesPerPage = 250;

/** Yields the changes of a version in the order of kind and record, in pages. */
export async function* selectChanges(db: DbHandle, versionId: number): AsyncGenerator<ChangeRow> {
  let last: Pick<ChangeRow, "kind" | "record_id"> | undefined;
  for (;;) {
    let query = db.selectFrom("catalog_change").selectAll().where("version_id", "=", versionId);
    if (last !== undefined) {
      const { kind, record_id: id } = last;
      query = query.where((row) =>
        row(row.refTuple("kind", "record_id"), ">", row.tuple(kind, id)),
      );
    }
    const page = await query.orderBy("kind").orderBy("record_id").limit(changesPerPage).execute();
    yield* page;
    last = page.at(-1);
    if (page.length < changesPerPage) return;
  }
}

/** Inserts the changes of a new version: an import brings thousands. */
export async function insertChanges(
  db: DbHandle,
  changes: readonly Insertable<CatalogChangeTable>[],
): Promise<void> {
  for (const batch of batchesOf(changes)) {
    await db.insertInto("catalog_change").values(batch).execute();
  }
}

/** Inserts a change, or replaces the version's change of the same record. */
export async function upsertChange(
  db: DbHandle,
  change: Insertable<CatalogChangeTable>,
): Promise<void> {
  const { base, record, changed_by, changed_at } = change;
  await db
    .insertInto("catalog_change")
    .values(change)
    .onConflict((conflict) =>
      conflict
        .columns(["version_id", "kind", "record_id"])
        .doUpdateSet({ base, record, changed_by, changed_at }),
    )
    .execute();
}

/** Returns false if the version has no such change. */
export async function deleteChange(
  db: DbHandle,
  { versionId, kind, recordId }: { versionId: number; kind: string; recordId: string },
): Promise<boolean> {
  const row = await db
    .deleteFrom("catalog_change")
    .where("version_id", "=", versionId)
    .where("kind", "=", kind)
    .where("record_id", "=", recordId)
    .returning("record_id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Returns the usernames of everybody who made one of the version's changes. */
export async function selectChangeAuthors(db: DbHandle, versionId: number): Promise<string[]> {
  const rows = await db
    .selectFrom("catalog_change")
    .select("changed_by")
    .distinct()
    .where("version_id", "=", versionId)
    .execute();
  return rows.map(({ changed_by }) => changed_by);
}

export async function countChanges(
  db: DbHandle,
  versionIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (versionIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("catalog_change")
    .select(["version_id", (row) => row.fn.countAll<number>().as("count")])
    .where("version_id", "in", versionIds)
    .groupBy("version_id")
    .execute();
  return new Map(rows.map(({ version_id, count }) => [version_id, Number(count)]));
}

export async function selectAgencyProcedures(db: DbHandle, agencyId: number): Promise<string[]> {
  const rows = await db
    .selectFrom("agency_procedure")
    .select("procedure_id")
    .where("agency_id", "=", agencyId)
    .orderBy("procedure_id")
    .execute();
  return rows.map(({ procedure_id }) => procedure_id);
}

/** Lets an agency's officials edit these procedures and no others. */
export async function replaceAgencyProcedures(
  db: DbHandle,
  agencyId: number,
  ids: readonly string[],
): Promise<void> {
  await db.deleteFrom("agency_procedure").where("agency_id", "=", agencyId).execute();
  if (ids.length === 0) return;
  const rows = ids.map((procedure_id) => ({ agency_id: agencyId, procedure_id }));
  await db.insertInto("agency_procedure").values(rows).execute();
}

/** Lets an agency's officials edit this procedure too. */
export async function insertAgencyProcedure(
  db: DbHandle,
  agencyId: number,
  procedureId: string,
): Promise<void> {
  await db
    .insertInto("agency_procedure")
    .values({ agency_id: agencyId, procedure_id: procedureId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Returns the ids of procedures that some version adds or changes, or that an agency edits. */
export async function selectUsedProcedureIds(db: DbHandle): Promise<string[]> {
  const rows = await db
    .selectFrom("catalog_change")
    .select("record_id as id")
    .where("kind", "=", "procedure")
    .union(db.selectFrom("agency_procedure").select("procedure_id as id"))
    .execute();
  return rows.map(({ id }) => id);
}
