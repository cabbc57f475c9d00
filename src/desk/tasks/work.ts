import type { DbHandle } from "../../db/schema.ts";
import type { Account } from "../identity/account.ts";

/** What is done with a task. Each returns whether it could be done: false where somebody else was faster. */

/** Takes a task that nobody has taken. */
export async function takeTask(
  db: DbHandle,
  id: number,
  account: Account,
  now: Date,
): Promise<boolean> {
  const [result] = await db
    .updateTable("desk_task")
    .set({ taken_by: account.id, taken_at: now })
    .where("id", "=", id)
    .where("closed_at", "is", null)
    .where("taken_by", "is", null)
    .execute();
  return Number(result?.numUpdatedRows ?? 0) > 0;
}

/** Gives back what one has taken; an administrator, what anybody has. */
export async function giveTaskBack(db: DbHandle, id: number, account: Account): Promise<boolean> {
  const [result] = await db
    .updateTable("desk_task")
    .set({ taken_by: null, taken_at: null })
    .where("id", "=", id)
    .where("closed_at", "is", null)
    .where("taken_by", "is not", null)
    .$if(account.role !== "administrator", (query) => query.where("taken_by", "=", account.id))
    .execute();
  return Number(result?.numUpdatedRows ?? 0) > 0;
}

/** The task is done: what was said is needed no longer. */
export async function closeTask(
  db: DbHandle,
  id: number,
  account: Account,
  now: Date,
): Promise<boolean> {
  const [result] = await db
    .updateTable("desk_task")
    .set({ closed_at: now, closed_by: account.id, lines_sealed: null })
    .where("id", "=", id)
    .where("closed_at", "is", null)
    .execute();
  return Number(result?.numUpdatedRows ?? 0) > 0;
}
