import type { Insertable } from "kysely";
import type { DbHandle } from "../schema.ts";
import type { InboxLineTable } from "../tables/inbox-tables.ts";

/** The lines of conversations in the inbox. */

/** Adds lines. An event that has stored its line before adds nothing. Returns whether any is new. */
export async function insertLines(
  db: DbHandle,
  lines: readonly Insertable<InboxLineTable>[],
): Promise<boolean> {
  if (lines.length === 0) return false;
  const inserted = await db
    .insertInto("inbox_line")
    .values([...lines])
    .onConflict((conflict) => conflict.column("event_id").doNothing())
    .returning("id")
    .execute();
  return inserted.length > 0;
}

export function selectLines(db: DbHandle, taskId: number) {
  return db
    .selectFrom("inbox_line")
    .leftJoin("desk_account", "desk_account.id", "inbox_line.account_id")
    .selectAll("inbox_line")
    .select("desk_account.name as author_name")
    .where("task_id", "=", taskId)
    .orderBy("inbox_line.id")
    .execute();
}

/** The latest line of the resident or the bot. */
export function selectLastSpokenLine(db: DbHandle, taskId: number) {
  return db
    .selectFrom("inbox_line")
    .select(["words_sealed", "event_id"])
    .where("task_id", "=", taskId)
    .where("from", "in", ["resident", "bot"])
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Lines that have not reached the bot or the resident, in their order, with the resident of their conversation. */
export function selectSendingLines(db: DbHandle, taskId: number) {
  return db
    .selectFrom("inbox_line")
    .innerJoin("desk_task", "desk_task.id", "inbox_line.task_id")
    .selectAll("inbox_line")
    .select([
      "desk_task.channel",
      "desk_task.account",
      "desk_task.user_id",
      "desk_task.language",
      "desk_task.contact_kind",
      "desk_task.contact_sealed",
      "desk_task.event_id as task_event_id",
    ])
    .where("inbox_line.task_id", "=", taskId)
    .where("inbox_line.state", "=", "sending")
    .orderBy("inbox_line.id")
    .execute();
}

/** Conversations with lines that are still on their way although they were written `until` then. */
export async function selectTasksWithSendingLines(
  db: DbHandle,
  until: Date,
  limit: number,
): Promise<number[]> {
  const rows = await db
    .selectFrom("inbox_line")
    .distinct()
    .select("task_id")
    .where("state", "=", "sending")
    .where("at", "<=", until)
    .orderBy("task_id")
    .limit(limit)
    .execute();
  return rows.map(({ task_id }) => task_id);
}

/** Records what became of a line. What failed may be sent later after all; a part that fails makes the whole line fail. */
export async function settleLine(
  db: DbHandle,
  id: number,
  {
    state,
    failure,
  }: { readonly state: "stored" | "sent" | "failed"; readonly failure: string | null },
): Promise<boolean> {
  const [result] = await db
    .updateTable("inbox_line")
    .set({ state, failure })
    .where("id", "=", id)
    .where("state", "<>", state)
    .execute();
  return Number(result?.numUpdatedRows ?? 0) > 0;
}

/** Gives up on lines that were written before `before`: nobody knows any more whether they arrived. */
export async function failLinesBefore(db: DbHandle, before: Date, failure: string): Promise<void> {
  await db
    .updateTable("inbox_line")
    .set({ state: "failed", failure })
    .where("state", "=", "sending")
    .where("at", "<", before)
    .execute();
}
