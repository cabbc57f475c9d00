import type { Insertable, Updateable } from "kysely";
import type { DbHandle } from "../schema.ts";
import type { InboxCannedTable } from "../tables/inbox-tables.ts";

/** Replies that colleagues use again. */

export function selectCanned(db: DbHandle) {
  return db.selectFrom("inbox_canned").selectAll().orderBy("title").orderBy("id").execute();
}

export function selectCannedReply(db: DbHandle, id: number) {
  return db.selectFrom("inbox_canned").selectAll().where("id", "=", id).executeTakeFirst();
}

export async function insertCanned(
  db: DbHandle,
  canned: Insertable<InboxCannedTable>,
): Promise<number> {
  const { id } = await db
    .insertInto("inbox_canned")
    .values(canned)
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateCanned(
  db: DbHandle,
  id: number,
  canned: Updateable<InboxCannedTable>,
): Promise<void> {
  await db.updateTable("inbox_canned").set(canned).where("id", "=", id).execute();
}

export async function deleteCanned(db: DbHandle, id: number): Promise<void> {
  await db.deleteFrom("inbox_canned").where("id", "=", id).execute();
}
