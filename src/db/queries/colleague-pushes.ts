import type { Insertable } from "kysely";
import type { DbHandle } from "../schema.ts";
import type { ColleaguePushTable } from "../tables/colleague-tables.ts";

/** The browsers that show colleagues' notices. */

/** Stores a browser for this account; one that another account used belongs to this one now. */
export async function upsertPush(
  db: DbHandle,
  { endpoint_hash, ...push }: Insertable<ColleaguePushTable>,
): Promise<void> {
  await db
    .insertInto("colleague_push")
    .values({ endpoint_hash, ...push })
    .onConflict((conflict) => conflict.column("endpoint_hash").doUpdateSet(push))
    .execute();
}

export function selectPushes(db: DbHandle, accountId: number) {
  return db
    .selectFrom("colleague_push")
    .select(["id", "endpoint_hash", "subscription_sealed", "device", "created_at"])
    .where("account_id", "=", accountId)
    .orderBy("id")
    .execute();
}

/** Returns false if the account has no such browser. */
export async function deletePush(db: DbHandle, accountId: number, id: number): Promise<boolean> {
  const row = await db
    .deleteFrom("colleague_push")
    .where("id", "=", id)
    .where("account_id", "=", accountId)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}
