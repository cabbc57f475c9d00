import type { Catalog } from "../../catalog/catalog.ts";
import { selectLines } from "../../db/queries/inbox-lines.ts";
import { selectTaskLines } from "../../db/queries/opened-tasks.ts";
import type { DbHandle } from "../../db/schema.ts";
import type { TaskBox } from "../tasks/task-box.ts";
import type { InboxLine } from "./conversation.ts";
import { describeFormerLine, describeLine } from "./describe-line.ts";

/** Returns both sides of a conversation in words, oldest first. */
export async function readLines(
  db: DbHandle,
  { box, catalog }: { readonly box: TaskBox; readonly catalog: Catalog },
  taskId: number,
): Promise<InboxLine[]> {
  const task = await selectTaskLines(db, taskId);
  const former =
    task?.lines_sealed === null || task === undefined
      ? []
      : box.open(task.lines_sealed, task.event_id);
  const rows = await selectLines(db, taskId);
  return [
    ...former.map((line, index) =>
      describeFormerLine(line, index, task?.opened_at ?? new Date(0), catalog),
    ),
    ...rows.map((row) =>
      describeLine(row, box.openLine(row.words_sealed, row.event_id).words, catalog),
    ),
  ];
}
