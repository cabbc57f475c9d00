import type { Insertable, Updateable } from "kysely";
import { batchesOf } from "../batches.ts";
import type { DbHandle } from "../schema.ts";
import type { AgencyTable } from "../tables/dossier-tables.ts";

/** Agencies, the prefixes of their dossier codes, and the wards that they serve. */

export interface AgencyName {
  readonly id: number;
  readonly name: string;
}

export function selectAgencyNames(db: DbHandle): Promise<AgencyName[]> {
  return db.selectFrom("agency").select(["id", "name"]).orderBy("name").orderBy("id").execute();
}

export function selectAgencyName(db: DbHandle, id: number): Promise<AgencyName | undefined> {
  return db.selectFrom("agency").select(["id", "name"]).where("id", "=", id).executeTakeFirst();
}

/** Returns every agency, those that are not complete first, then by name. */
export function selectAgencies(db: DbHandle) {
  return db
    .selectFrom("agency")
    .selectAll()
    .orderBy("is_complete")
    .orderBy("name")
    .orderBy("id")
    .execute();
}

export async function selectAgencyByMadonvi(db: DbHandle, madonvi: string): Promise<number | null> {
  const row = await db
    .selectFrom("agency")
    .select("id")
    .where("madonvi", "=", madonvi)
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function insertAgency(db: DbHandle, agency: Insertable<AgencyTable>): Promise<number> {
  const { id } = await db
    .insertInto("agency")
    .values(agency)
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateAgency(
  db: DbHandle,
  id: number,
  agency: Updateable<AgencyTable>,
): Promise<void> {
  await db.updateTable("agency").set(agency).where("id", "=", id).execute();
}

export function selectAgencyPrefixes(db: DbHandle) {
  return db.selectFrom("agency_prefix").selectAll().orderBy("prefix").execute();
}

/** Returns every prefix with its agency, and whether an administrator has completed that agency. */
export function selectListedPrefixes(db: DbHandle) {
  return db
    .selectFrom("agency_prefix")
    .innerJoin("agency", "agency.id", "agency_prefix.agency_id")
    .select(["prefix", "agency_id", "is_complete"])
    .execute();
}

/** Gives an agency this prefix, unless another agency has it. */
export async function insertAgencyPrefix(
  db: DbHandle,
  agencyId: number,
  prefix: string,
): Promise<void> {
  await db
    .insertInto("agency_prefix")
    .values({ prefix, agency_id: agencyId })
    .onConflict((conflict) => conflict.column("prefix").doNothing())
    .execute();
}

/** Gives an agency these prefixes and no others. Returns false if another agency has one: roll back then. */
export async function replaceAgencyPrefixes(
  db: DbHandle,
  agencyId: number,
  prefixes: readonly string[],
): Promise<boolean> {
  await db.deleteFrom("agency_prefix").where("agency_id", "=", agencyId).execute();
  if (prefixes.length === 0) return true;
  const inserted = await db
    .insertInto("agency_prefix")
    .values(prefixes.map((prefix) => ({ prefix, agency_id: agencyId })))
    .onConflict((conflict) => conflict.column("prefix").doNothing())
    .returning("prefix")
    .execute();
  return inserted.length === prefixes.length;
}

/** Returns the codes of the wards that each agency serves. */
export async function selectAgencyWards(
  db: DbHandle,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await db.selectFrom("agency_ward").selectAll().orderBy("ward_code").execute();
  const byAgency = Map.groupBy(rows, ({ agency_id }) => agency_id);
  return new Map(
    [...byAgency].map(([agency, served]) => [agency, served.map(({ ward_code }) => ward_code)]),
  );
}

export async function selectWardsOfAgency(db: DbHandle, agencyId: number): Promise<string[]> {
  const rows = await db
    .selectFrom("agency_ward")
    .select("ward_code")
    .where("agency_id", "=", agencyId)
    .execute();
  return rows.map(({ ward_code }) => ward_code);
}

/** Returns the codes of the wards that a dossier's agency serves. */
export async function selectWardsOfDossier(db: DbHandle, dossierId: number): Promise<string[]> {
  const rows = await db
    .selectFrom("dossier")
    .innerJoin("agency_ward", "agency_ward.agency_id", "dossier.agency_id")
    .select("agency_ward.ward_code")
    .where("dossier.id", "=", dossierId)
    .execute();
  return rows.map(({ ward_code }) => ward_code);
}

/** Gives an agency these wards and no others. A ward may have several agencies: a committee and a police station. */
export async function replaceAgencyWards(
  db: DbHandle,
  agencyId: number,
  codes: readonly string[],
): Promise<void> {
  await db.deleteFrom("agency_ward").where("agency_id", "=", agencyId).execute();
  const rows = codes.map((ward_code) => ({ agency_id: agencyId, ward_code }));
  for (const batch of batchesOf(rows)) {
    await db.insertInto("agency_ward").values(batch).execute();
  }
}
