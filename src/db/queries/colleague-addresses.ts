import type { Insertable } from "kysely";
import type { DbHandle } from "../schema.ts";
import type { ColleagueEmailTable } from "../tables/colleague-tables.ts";

/** Where colleagues receive notices outside the desk. */

export function selectColleagueEmail(db: DbHandle, accountId: number) {
  return db
    .selectFrom("colleague_email")
    .selectAll()
    .where("account_id", "=", accountId)
    .executeTakeFirst();
}

/** Replaces somebody's address; it is not verified yet. */
export async function replaceColleagueEmail(
  db: DbHandle,
  { account_id, ...email }: Insertable<ColleagueEmailTable>,
): Promise<void> {
  await db
    .insertInto("colleague_email")
    .values({ account_id, ...email })
    .onConflict((conflict) => conflict.column("account_id").doUpdateSet(email))
    .execute();
}

/** Verifies the address to which this code was sent. Returns false if it is another code or has ended. */
export async function verifyColleagueEmail(
  db: DbHandle,
  accountId: number,
  { codeHash, now }: { readonly codeHash: string; readonly now: Date },
): Promise<boolean> {
  const row = await db
    .updateTable("colleague_email")
    .set({ verified_at: now, code_hash: null, code_ends_at: null })
    .where("account_id", "=", accountId)
    .where("code_hash", "=", codeHash)
    .where("code_ends_at", ">", now)
    .returning("account_id")
    .executeTakeFirst();
  return row !== undefined;
}

export async function deleteColleagueEmail(db: DbHandle, accountId: number): Promise<void> {
  await db.deleteFrom("colleague_email").where("account_id", "=", accountId).execute();
}

/** Returns the chats that somebody has linked with a code. */
export async function selectChatsOfAccount(db: DbHandle, accountId: number) {
  return db
    .selectFrom("own_address")
    .select(["kind", "account", "user_id"])
    .where("account_id", "=", accountId)
    .where("kind", "in", ["zalo", "messenger"])
    .orderBy("id")
    .execute();
}
