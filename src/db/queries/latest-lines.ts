import type { DbHandle } from "../schema.ts";

/** Returns the latest line of each of these conversations that was said to the other side; none for one without lines. */
export async function selectLatestLines(db: DbHandle, taskIds: readonly number[]) {
  if (taskIds.length === 0) return [];
  return db
    .selectFrom("inbox_line")
    .distinctOn("task_id")
    .select(["task_id", "from", "at", "words_sealed", "event_id"])
    .where("task_id", "in", taskIds)
    .where("from", "in", ["resident", "bot", "colleague"])
    .orderBy("task_id")
    .orderBy("id", "desc")
    .execute();
}
