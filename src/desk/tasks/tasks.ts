import {
  selectClosedTasks,
  selectConversationIds,
  selectFollowedDossiers,
  selectOpenTasks,
  selectTask,
  type TaskRow,
} from "../../db/queries/tasks.ts";
import type { DbHandle } from "../../db/schema.ts";
import { channelName, masked } from "../dossiers/labels.ts";

const maxListed = 200;
const dayMs = 24 * 3_600_000;
const closedShownDays = 30;

const kindNames: Readonly<Record<string, string>> = {
  "data-copy": "Xem dữ liệu của mình",
  "data-correction": "Sửa dữ liệu của mình",
  "data-restriction": "Hạn chế dùng dữ liệu của mình",
  "data-objection": "Không đồng ý dùng dữ liệu",
  "data-complaint": "Khiếu nại về dữ liệu",
};

/** Returns the open requests about data, the first due first. */
export async function listOpenTasks(db: DbHandle, now: Date) {
  const rows = await selectOpenTasks(db, maxListed);
  return rows.map((row) => toTask(row, now));
}

/** Returns the requests that were closed in the last 30 days, the latest first. */
export async function listClosedTasks(db: DbHandle, now: Date) {
  const after = new Date(now.getTime() - closedShownDays * dayMs);
  const rows = await selectClosedTasks(db, { after, limit: maxListed });
  return rows.map((row) => toTask(row, now));
}

/** Returns one task with what only its page shows; null if there is none. */
export async function findTask(db: DbHandle, id: number, now: Date) {
  const row = await selectTask(db, id);
  if (row === undefined) return null;
  return {
    ...toTask(row, now),
    // What is stored of a resident begins with the dossiers that they follow, and what was said with colleagues.
    dossiers: await selectFollowedDossiers(db, row),
    conversations: await selectConversationIds(db, row),
  };
}

function toTask(row: TaskRow, now: Date) {
  return {
    id: row.id,
    kind: row.kind,
    kindName: kindNames[row.kind] ?? "Cần người trả lời",
    channel: channelName(row.channel),
    from: `${channelName(row.channel)} ${masked(row.user_id)}`,
    openedAt: row.opened_at,
    dueAt: row.due_at,
    isLate: row.due_at < (row.closed_at ?? now),
    takenBy: row.taker_name,
    takenAt: row.taken_at,
    closedAt: row.closed_at,
    closedBy: row.closer_name,
  };
}
