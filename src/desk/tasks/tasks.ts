import type { DbHandle } from "../../db/schema.ts";
import { channelName, masked } from "../dossiers/labels.ts";
import type { Account } from "../identity/account.ts";

const maxListed = 200;
const dayMs = 24 * 3_600_000;
const doneShownDays = 30;

const kinds: Readonly<Record<string, string>> = {
  person: "Muốn gặp người",
  "data-copy": "Xem dữ liệu của mình",
  "data-correction": "Sửa dữ liệu của mình",
  "data-restriction": "Hạn chế dùng dữ liệu của mình",
  "data-objection": "Không đồng ý dùng dữ liệu",
  "data-complaint": "Khiếu nại về dữ liệu",
};

/** The tasks that wait for an account's work, the first due first. */
export async function openTasks(db: DbHandle, account: Account, now: Date) {
  const rows = await tasksOf(db, account)
    .where("desk_task.closed_at", "is", null)
    .orderBy("due_at")
    .orderBy("desk_task.id")
    .limit(maxListed)
    .execute();
  return rows.map((row) => toTask(row, now));
}

/** Those that were done in the last 30 days, the latest first. */
export async function doneTasks(db: DbHandle, account: Account, now: Date) {
  const rows = await tasksOf(db, account)
    .where("desk_task.closed_at", ">", new Date(now.getTime() - doneShownDays * dayMs))
    .orderBy("desk_task.closed_at", "desc")
    .orderBy("desk_task.id")
    .limit(maxListed)
    .execute();
  return rows.map((row) => toTask(row, now));
}

/** One task with what only its page shows; null where there is none, or not for this account. */
export async function readTask(db: DbHandle, account: Account, id: number, now: Date) {
  const row = await tasksOf(db, account).where("desk_task.id", "=", id).executeTakeFirst();
  if (row === undefined) return null;
  const { lines_sealed: linesSealed, event_id: eventId } = row;
  return { ...toTask(row, now), linesSealed, eventId, dossiers: await followedBy(db, row) };
}

/** All are an administrator's; the talks that began at their help points, a team's. */
function tasksOf(db: DbHandle, { role, pointIds }: Account) {
  const all = db
    .selectFrom("desk_task")
    .leftJoin("desk_account as taker", "taker.id", "desk_task.taken_by")
    .leftJoin("desk_account as closer", "closer.id", "desk_task.closed_by")
    .selectAll("desk_task")
    .select(["taker.name as taker_name", "closer.name as closer_name"]);
  if (role === "administrator") return all;
  // "" is no point: an empty list is none in SQL.
  return all.where("kind", "=", "person").where("point_id", "in", ["", ...pointIds]);
}

type TaskRow = Awaited<ReturnType<ReturnType<typeof tasksOf>["execute"]>>[number];

function toTask(row: TaskRow, now: Date) {
  return {
    id: row.id,
    kind: row.kind,
    kindName: kinds[row.kind] ?? "Cần người trả lời",
    channel: channelName(row.channel),
    from: `${channelName(row.channel)} ${masked(row.user_id)}`,
    point: row.point_id,
    openedAt: row.opened_at,
    dueAt: row.due_at,
    isLate: row.due_at < (row.closed_at ?? now),
    takenBy: row.taker_name,
    takenAt: row.taken_at,
    closedAt: row.closed_at,
    closedBy: row.closer_name,
  };
}

/** What is kept of who demands it begins with what they follow. */
function followedBy(
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
