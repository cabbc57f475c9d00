import type { Queries } from "../../db/schema.ts";
import { audit } from "../audit/record.ts";
import { channelName, masked } from "../dossiers/words.ts";
import { done, page } from "../frame/answer.ts";
import { notFound } from "../frame/desk-error.ts";
import type { DeskRoute } from "../frame/route.ts";
import { administrators } from "../people/roles.ts";

/** What residents demand of their data, and what else only a person can answer. */
export const taskRoutes: readonly DeskRoute[] = [
  {
    method: "GET",
    path: "/tasks",
    roles: administrators,
    does: "lists what residents wait for, the first due first",
    answer: async ({ now }, { database }) =>
      page("tasks", "Việc cần làm", { tasks: await readTasks(database.db, now) }),
  },
  {
    method: "POST",
    path: "/tasks/:task/close",
    roles: administrators,
    does: "notes that a task is done",
    answer: async ({ account, params, now }, { database }) => {
      const id = Number(params["task"]);
      const isClosed = await database.transaction(async (tx) => {
        if (!Number.isSafeInteger(id) || !(await closeTask(tx, id, now))) return false;
        await audit(tx, account, { action: "task.close", subject: `task ${id}` }, now);
        return true;
      });
      if (!isClosed) throw notFound();
      return done("/tasks", { said: "Đã ghi: việc này xong." });
    },
  },
];

const kinds: Readonly<Record<string, string>> = {
  "data-copy": "Xem dữ liệu của mình",
  "data-correction": "Sửa dữ liệu của mình",
  "data-complaint": "Khiếu nại về dữ liệu",
};

async function readTasks(db: Queries, now: Date) {
  const rows = await db
    .selectFrom("desk_task")
    .selectAll()
    .where("closed_at", "is", null)
    .orderBy("due_at")
    .orderBy("id")
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      kind: row.kind,
      kindName: kinds[row.kind] ?? "Cần người trả lời",
      from: `${channelName(row.channel)} ${masked(row.user_id)}`,
      openedAt: row.opened_at,
      dueAt: row.due_at,
      isLate: row.due_at < now,
      dossiers: await followedBy(db, row),
    })),
  );
}

/** What is kept of who demands it begins with what they follow. */
async function followedBy(
  db: Queries,
  { channel, account, user_id }: { channel: string; account: string; user_id: string },
) {
  return db
    .selectFrom("follower")
    .innerJoin("dossier", "dossier.id", "follower.dossier_id")
    .select(["dossier.id", "dossier.code"])
    .where("follower.channel", "=", channel)
    .where("follower.account", "=", account)
    .where("follower.user_id", "=", user_id)
    .execute();
}

async function closeTask(db: Queries, id: number, now: Date): Promise<boolean> {
  const [result] = await db
    .updateTable("desk_task")
    .set({ closed_at: now })
    .where("id", "=", id)
    .where("closed_at", "is", null)
    .execute();
  return Number(result?.numUpdatedRows ?? 0) > 0;
}
