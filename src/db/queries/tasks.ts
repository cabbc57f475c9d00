import type { DbHandle } from "../schema.ts";

/** Requests of residents that only a person can settle. `notify` opens tasks; the desk works on them. */

export type TaskRow = NonNullable<Awaited<ReturnType<typeof selectTask>>>;

/** The kind of a task in which a talk was handed over to a person: a conversation of the inbox. */
export const handedOver = "person";

function tasksIn(db: DbHandle) {
  return db
    .selectFrom("desk_task")
    .leftJoin("desk_account as taker", "taker.id", "desk_task.taken_by")
    .leftJoin("desk_account as closer", "closer.id", "desk_task.closed_by")
    .selectAll("desk_task")
    .select(["taker.name as taker_name", "closer.name as closer_name"]);
}

/** Returns the open requests about data, the first due first. */
export function selectOpenTasks(db: DbHandle, limit: number) {
  return tasksIn(db)
    .where("desk_task.kind", "<>", handedOver)
    .where("desk_task.closed_at", "is", null)
    .orderBy("due_at")
    .orderBy("desk_task.id")
    .limit(limit)
    .execute();
}

/** Returns the requests about data that were closed after `after`, the latest first. */
export function selectClosedTasks(
  db: DbHandle,
  { after, limit }: { readonly after: Date; readonly limit: number },
) {
  return tasksIn(db)
    .where("desk_task.kind", "<>", handedOver)
    .where("desk_task.closed_at", ">", after)
    .orderBy("desk_task.closed_at", "desc")
    .orderBy("desk_task.id")
    .limit(limit)
    .execute();
}

/** Returns a request about data or a conversation. */
export function selectTask(db: DbHandle, id: number) {
  return tasksIn(db).where("desk_task.id", "=", id).executeTakeFirst();
}

/** Assigns a request that nobody has taken. Returns false if somebody was faster. */
export async function takeTask(
  db: DbHandle,
  id: number,
  accountId: number,
  now: Date,
): Promise<boolean> {
  const [result] = await db
    .updateTable("desk_task")
    .set({ taken_by: accountId, taken_at: now, status: "taken" })
    .where("id", "=", id)
    .where("kind", "<>", handedOver)
    .where("closed_at", "is", null)
    .where("taken_by", "is", null)
    .execute();
  return Number(result?.numUpdatedRows ?? 0) > 0;
}

/** Gives back a request that somebody has taken. Returns false if nobody has. */
export async function giveTaskBack(db: DbHandle, id: number): Promise<boolean> {
  const [result] = await db
    .updateTable("desk_task")
    .set({ taken_by: null, taken_at: null, status: "waiting" })
    .where("id", "=", id)
    .where("kind", "<>", handedOver)
    .where("closed_at", "is", null)
    .where("taken_by", "is not", null)
    .execute();
  return Number(result?.numUpdatedRows ?? 0) > 0;
}

/** Closes a request. Returns false if it was closed already. */
export async function closeTask(
  db: DbHandle,
  id: number,
  accountId: number,
  now: Date,
): Promise<boolean> {
  const [result] = await db
    .updateTable("desk_task")
    .set({ closed_at: now, closed_by: accountId, status: "closed" })
    .where("id", "=", id)
    .where("kind", "<>", handedOver)
    .where("closed_at", "is", null)
    .execute();
  return Number(result?.numUpdatedRows ?? 0) > 0;
}

/** Returns the dossiers that a resident follows. */
export function selectFollowedDossiers(
  db: DbHandle,
  { channel, account, user_id }: Pick<TaskRow, "channel" | "account" | "user_id">,
) {
  return db
    .selectFrom("follower")
    .innerJoin("dossier", "dossier.id", "follower.dossier_id")
    .select(["dossier.id", "dossier.code"])
    .where("follower.channel", "=", channel)
    .where("follower.account", "=", account)
    .where("follower.user_id", "=", user_id)
    .where("follower.stopped_at", "is", null)
    .orderBy("dossier.id")
    .execute();
}

/** Returns the conversations that a resident had with colleagues. */
export async function selectConversationIds(
  db: DbHandle,
  { channel, account, user_id }: Pick<TaskRow, "channel" | "account" | "user_id">,
): Promise<number[]> {
  const rows = await db
    .selectFrom("desk_task")
    .select("id")
    .where((row) => row.and({ channel, account, user_id, kind: handedOver }))
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
}
