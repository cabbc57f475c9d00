import type { Insertable, Selectable } from "kysely";
import type { DbHandle } from "../schema.ts";
import type { KeptListTable } from "../tables/kept-list-table.ts";

export type KeptListRow = Selectable<KeptListTable>;

/** After this a list opens no more, and the next night deletes it. */
export const keptListDays = 30;
const dayMs = 86_400_000;

/** Returns the moment from which a list that was kept then opens no more. */
export function keptListEnd(createdAt: Date): Date {
  return new Date(createdAt.getTime() + keptListDays * dayMs);
}

/** Does nothing if the same list was kept before: an event may arrive twice. */
export async function insertKeptList(db: DbHandle, list: Insertable<KeptListTable>): Promise<void> {
  await db
    .insertInto("kept_list")
    .values(list)
    .onConflict((conflict) => conflict.column("code_hash").doNothing())
    .execute();
}

export function selectKeptList(db: DbHandle, codeHash: string): Promise<KeptListRow | undefined> {
  return db
    .selectFrom("kept_list")
    .selectAll()
    .where("code_hash", "=", codeHash)
    .executeTakeFirst();
}

export async function deleteOldKeptLists(db: DbHandle, now: Date): Promise<void> {
  const oldest = new Date(now.getTime() - keptListDays * dayMs);
  await db.deleteFrom("kept_list").where("created_at", "<=", oldest).execute();
}
