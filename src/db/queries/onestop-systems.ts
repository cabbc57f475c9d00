import type { Insertable } from "kysely";
import { batchesOf } from "../batches.ts";
import type { DbHandle } from "../schema.ts";
import type { OnestopNoticeTable, OnestopSystemTable } from "../tables/onestop-tables.ts";

/** One-stop systems, their keys, and the agencies that each may write for. */

/** Returns every system, those that are not revoked first, then by name. */
export function selectSystems(db: DbHandle) {
  return db
    .selectFrom("onestop_system")
    .select(["id", "name", "username", "key_made_at", "created_at", "used_at", "revoked_at"])
    .orderBy("revoked_at", (order) => order.desc().nullsFirst())
    .orderBy("name")
    .orderBy("id")
    .execute();
}

/** Returns what a sign-in is checked against. */
export function selectSystemKey(db: DbHandle, username: string) {
  return db
    .selectFrom("onestop_system")
    .select(["id", "key_hash", "key_version", "revoked_at"])
    .where("username", "=", username)
    .executeTakeFirst();
}

/** Returns a system that is not revoked and has this version of its key. */
export function selectOpenSystem(
  db: DbHandle,
  { id, keyVersion }: { readonly id: number; readonly keyVersion: number },
) {
  return db
    .selectFrom("onestop_system")
    .select(["id", "username", "used_at"])
    .where("id", "=", id)
    .where("key_version", "=", keyVersion)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
}

export async function insertSystem(
  db: DbHandle,
  system: Omit<Insertable<OnestopSystemTable>, "key_version" | "used_at" | "revoked_at">,
): Promise<number> {
  const { id } = await db
    .insertInto("onestop_system")
    .values({ ...system, key_version: 1, used_at: null, revoked_at: null })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Returns false if the system is revoked or does not exist. */
export async function updateSystemName(db: DbHandle, id: number, name: string): Promise<boolean> {
  const [result] = await db
    .updateTable("onestop_system")
    .set({ name })
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .execute();
  return Number(result?.numUpdatedRows ?? 0) > 0;
}

/** Replaces the key. Returns the user name, or null if the system is revoked or does not exist. */
export async function updateSystemKey(
  db: DbHandle,
  id: number,
  { keyHash, now }: { readonly keyHash: string; readonly now: Date },
): Promise<string | null> {
  const row = await db
    .updateTable("onestop_system")
    .set(({ eb }) => ({
      key_hash: keyHash,
      key_version: eb("key_version", "+", 1),
      key_made_at: now,
    }))
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .returning("username")
    .executeTakeFirst();
  return row?.username ?? null;
}

/** Returns false if the system is revoked already or does not exist. */
export async function updateSystemRevoked(db: DbHandle, id: number, now: Date): Promise<boolean> {
  const [result] = await db
    .updateTable("onestop_system")
    .set({ revoked_at: now })
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .execute();
  return Number(result?.numUpdatedRows ?? 0) > 0;
}

export async function updateSystemUsed(db: DbHandle, id: number, now: Date): Promise<void> {
  await db.updateTable("onestop_system").set({ used_at: now }).where("id", "=", id).execute();
}

/** Returns the agencies of every system. */
export async function selectSystemAgencies(
  db: DbHandle,
): Promise<ReadonlyMap<number, readonly { readonly id: number; readonly name: string }[]>> {
  const rows = await db
    .selectFrom("onestop_system_agency")
    .innerJoin("agency", "agency.id", "onestop_system_agency.agency_id")
    .select(["system_id", "agency.id", "agency.name"])
    .orderBy("agency.name")
    .orderBy("agency.id")
    .execute();
  return Map.groupBy(rows, ({ system_id }) => system_id);
}

/** Returns the ids of the agencies that a system may write for; none if it is revoked. */
export async function selectAgenciesOfSystem(db: DbHandle, systemId: number): Promise<number[]> {
  const rows = await db
    .selectFrom("onestop_system_agency")
    .innerJoin("onestop_system", "onestop_system.id", "onestop_system_agency.system_id")
    .select("agency_id")
    .where("system_id", "=", systemId)
    .where("revoked_at", "is", null)
    .execute();
  return rows.map(({ agency_id }) => agency_id);
}

/** Returns the ids of the agencies that have a system of their own. */
export async function selectAgenciesWithSystem(db: DbHandle): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom("onestop_system_agency")
    .innerJoin("onestop_system", "onestop_system.id", "onestop_system_agency.system_id")
    .select("agency_id")
    .distinct()
    .where("revoked_at", "is", null)
    .execute();
  return new Set(rows.map(({ agency_id }) => agency_id));
}

/** Binds a system to these agencies and no others. */
export async function replaceSystemAgencies(
  db: DbHandle,
  systemId: number,
  agencyIds: readonly number[],
): Promise<void> {
  await db.deleteFrom("onestop_system_agency").where("system_id", "=", systemId).execute();
  const rows = agencyIds.map((agency_id) => ({ system_id: systemId, agency_id }));
  for (const batch of batchesOf(rows)) {
    await db.insertInto("onestop_system_agency").values(batch).execute();
  }
}

/** Returns false if the same notice was there already. */
export async function insertOnestopNotice(
  db: DbHandle,
  notice: OnestopNoticeTable,
): Promise<boolean> {
  const inserted = await db
    .insertInto("onestop_notice")
    .values(notice)
    .onConflict((conflict) => conflict.columns(["day", "sender", "event"]).doNothing())
    .returning("day")
    .execute();
  return inserted.length > 0;
}

export async function deleteOnestopNoticesBefore(db: DbHandle, day: string): Promise<void> {
  await db.deleteFrom("onestop_notice").where("day", "<", day).execute();
}
