import type { DbHandle } from "../../db/schema.ts";
import { servedWards } from "./wards.ts";

export interface AgencyView {
  readonly id: number;
  readonly name: string;
  readonly madonvi: string | null;
  /** What heads the codes of its dossiers. */
  readonly prefixes: readonly string[];
  /** Codes of the wards that it serves; none: not told, all may be meant. */
  readonly wards: readonly string[];
  readonly isComplete: boolean;
  readonly followsContacts: boolean;
}

/** Those that are not complete first, then by name. */
export async function readAgencies(db: DbHandle): Promise<AgencyView[]> {
  const rows = await db
    .selectFrom("agency")
    .selectAll()
    .orderBy("is_complete")
    .orderBy("name")
    .orderBy("id")
    .execute();
  const prefixes = await db.selectFrom("agency_prefix").selectAll().orderBy("prefix").execute();
  const wards = await servedWards(db);
  return rows.map(({ id, name, madonvi, is_complete, follows_contacts }) => ({
    id,
    name,
    madonvi,
    prefixes: prefixes.filter(({ agency_id }) => agency_id === id).map(({ prefix }) => prefix),
    wards: wards.get(id) ?? [],
    isComplete: is_complete,
    followsContacts: follows_contacts,
  }));
}

export async function readAgency(db: DbHandle, id: number): Promise<AgencyView | null> {
  return (await readAgencies(db)).find((agency) => agency.id === id) ?? null;
}

/** Keeps a new agency (id null) or a known one, which is complete then. null: its `madonvi` is another's. */
export async function saveAgency(
  db: DbHandle,
  id: number | null,
  agency: {
    readonly name: string;
    readonly madonvi: string | null;
    readonly follows_contacts: boolean;
    readonly now: Date;
  },
): Promise<number | null> {
  const { now, name, madonvi, follows_contacts } = agency;
  if (madonvi !== null) {
    const holder = await db
      .selectFrom("agency")
      .select("id")
      .where("madonvi", "=", madonvi)
      .executeTakeFirst();
    if (holder !== undefined && holder.id !== id) return null;
  }
  const told = { name, madonvi, follows_contacts, is_complete: true };
  if (id === null) {
    const made = await db
      .insertInto("agency")
      .values({ ...told, created_at: now })
      .returning("id")
      .executeTakeFirstOrThrow();
    return made.id;
  }
  await db.updateTable("agency").set(told).where("id", "=", id).execute();
  return id;
}

/** These and no others head its codes from now on. False where one is another's; then take the whole back. */
export async function claimPrefixes(
  db: DbHandle,
  agencyId: number,
  prefixes: readonly string[],
): Promise<boolean> {
  await db.deleteFrom("agency_prefix").where("agency_id", "=", agencyId).execute();
  if (prefixes.length === 0) return true;
  const claimed = await db
    .insertInto("agency_prefix")
    .values(prefixes.map((prefix) => ({ prefix, agency_id: agencyId })))
    .onConflict((conflict) => conflict.column("prefix").doNothing())
    .returning("prefix")
    .execute();
  return claimed.length === prefixes.length;
}
