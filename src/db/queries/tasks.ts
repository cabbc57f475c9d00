import type { DbHandle } from "../schema.ts";

/** What residents wait for and only a person can answer. `notify` opens tasks; the desk works on them. */

/** null: every task. Otherwise only the talks that began at these help points. */
export type TaskScope = readonly string[] | null;

export type TaskRow = NonNullable<Awaited<ReturnType<typeof selectTask>>>;

/** The kind of a task in which a talk was handed over to a person. */
const handedOver = "person";

function tasksIn(db: DbHandle, points: TaskScope) {
  const all = db
    .selectFrom("desk_task")
    .leftJoin("desk_account as taker", "taker.id", "desk_task.taken_by")
    .leftJoin("desk_account as closer", "closer.id", "desk_task.closed_by")
    .selectAll("desk_task")
    .select(["taker.name as taker_name", "closer.name as closer_name"]);
  if (points === null) return all;
  // No point has the id "": SQL does not allow an empty list.
  return all.where("kind", "=", handedOver).where("point_id", "in", ["", ...points]);
}

/** Returns the open tasks, the first due first. */
export function selectOpenTasks(db: DbHandle, points: TaskScope, limit: number) {
  return tasksIn(db, points)
    .where("desk_task.closed_at", "is", null)
    .orderBy("due_at")
    .orderBy("desk_task.id")
    .limit(limit)
    .execute();
}

/** Returns the tasks that were closed after `after`, the latest first. */
export function selectClosedTasks(
  db: DbHandle,
  points: TaskScope,
  { after, limit }: { readonly after: Date; readonly limit: number },
) {
  return tasksIn(db, points)
    .where("desk_task.closed_at", ">", after)
    .orderBy("desk_task.closed_at", "desc")
    .orderBy("desk_task.id")
    .limit(limit)
    .execute();
}

export function selectTask(db: DbHandle, points: TaskScope, id: number) {
  return tasksIn(db, points).where("desk_task.id", "=", id).executeTakeFirst();
}

/** Returns the help point of a talk that was handed over; null for any other task, undefined for none. */
export async function selectPointOfTask(
  db: DbHandle,
  id: number,
): Promise<string | null | undefined> {
  const row = await db
    .selectFrom("desk_task")
    .select(["kind", "point_id"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return row.kind === handedOver ? row.point_id : null;
}

/** Assigns a task that nobody has taken. Returns false if somebody was faster. */
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
    .where("closed_at", "is", null)
    .where("taken_by", "is", null)
    .execute();
  return Number(result?.numUpdatedRows ?? 0) > 0;
}

/** Gives back a task that this account has taken, or with null one that anybody has. Returns false if none has. */
export async function giveTaskBack(
  db: DbHandle,
  id: number,
  takenBy: number | null,
): Promise<boolean> {
  const [result] = await db
    .updateTable("desk_task")
    .set({ taken_by: null, taken_at: null, status: "waiting" })
    .where("id", "=", id)
    .where("closed_at", "is", null)
    .where("taken_by", "is not", null)
    .$if(takenBy !== null, (query) => query.where("taken_by", "=", takenBy))
    .execute();
  return Number(result?.numUpdatedRows ?? 0) > 0;
}

/** Closes a task and deletes its transcript, which is needed no longer. Returns false if it was closed already. */
export async function closeTask(
  db: DbHandle,
  id: number,
  accountId: number,
  now: Date,
): Promise<boolean> {
  const [result] = await db
    .updateTable("desk_task")
    .set({ closed_at: now, closed_by: accountId, lines_sealed: null, status: "closed" })
    .where("id", "=", id)
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
