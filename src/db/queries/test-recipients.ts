import type { Insertable } from "kysely";
import type { DbHandle } from "../schema.ts";
import type { OwnAddressTable, OwnChatCodeTable } from "../tables/broadcast-tables.ts";

/** Adds a test address. The same address again changes nothing. */
export async function insertTestAddress(
  db: DbHandle,
  address: Insertable<OwnAddressTable>,
): Promise<void> {
  await db
    .insertInto("own_address")
    .values(address)
    .onConflict((conflict) =>
      conflict.columns(["account_id", "kind", "account", "user_id"]).doNothing(),
    )
    .execute();
}

export async function deleteTestAddress(
  db: DbHandle,
  accountId: number,
  id: number,
): Promise<void> {
  await db
    .deleteFrom("own_address")
    .where("id", "=", id)
    .where("account_id", "=", accountId)
    .execute();
}

export function selectTestAddressesOfAccount(db: DbHandle, accountId: number) {
  return addresses(db).where("account_id", "=", accountId).execute();
}

/** The addresses of all open accounts of the agency. */
export function selectTestAddressesOfAgency(db: DbHandle, agencyId: number) {
  return addresses(db)
    .innerJoin("desk_account", "desk_account.id", "own_address.account_id")
    .where("desk_account.agency_id", "=", agencyId)
    .where("desk_account.closed_at", "is", null)
    .execute();
}

/** Replaces the pairing code of the account. */
export async function replacePairingCode(
  db: DbHandle,
  code: Insertable<OwnChatCodeTable>,
): Promise<void> {
  await db.deleteFrom("own_chat_code").where("account_id", "=", code.account_id).execute();
  await db.insertInto("own_chat_code").values(code).execute();
}

/** Uses a pairing code up. Returns its account; null if there is no such code or it has expired. */
export async function consumePairingCode(
  db: DbHandle,
  codeHash: string,
  now: Date,
): Promise<number | null> {
  const code = await db
    .deleteFrom("own_chat_code")
    .where("code_hash", "=", codeHash)
    .where("ends_at", ">", now)
    .returning("account_id")
    .executeTakeFirst();
  return code?.account_id ?? null;
}

function addresses(db: DbHandle) {
  return db
    .selectFrom("own_address")
    .select(["own_address.id", "kind", "account", "user_id", "sealed"])
    .select("own_address.created_at")
    .orderBy("own_address.id");
}
