import type { Resident } from "../../channels/resident.ts";
import {
  findOpenTask,
  insertTask,
  type TaskConversation,
  updateTaskConversation,
} from "../../db/queries/opened-tasks.ts";
import type { Transaction } from "../../db/transaction.ts";
import type { TaskRequest } from "../../flows/engine/ports.ts";
import type { TaskBox } from "./task-box.ts";

interface TaskOpening {
  readonly resident: Resident;
  readonly task: TaskRequest;
  readonly dueAt: Date;
  readonly eventId: string;
  readonly now: Date;
}

/**
 * Opens a task for the desk, once for each event, and returns when it is due. If the resident has an open task of the same kind,
 * that one gets the latest lines of the conversation and keeps its due date.
 */
export async function openTask(
  tx: Transaction,
  box: TaskBox,
  { resident, task, dueAt, eventId, now: openedAt }: TaskOpening,
): Promise<Date> {
  const { kind } = task;
  const open = await findOpenTask(tx, resident, kind);
  if (open !== undefined) {
    if (kind === "person") {
      await updateTaskConversation(tx, open.id, sealConversation(task, box, open.event_id));
    }
    return open.due_at;
  }
  const conversation = sealConversation(task, box, eventId);
  await insertTask(tx, { resident, kind, conversation, openedAt, dueAt, eventId });
  return dueAt;
}

function sealConversation(task: TaskRequest, box: TaskBox, eventId: string): TaskConversation {
  return task.kind === "person"
    ? { point_id: task.point, lines_sealed: box.seal(task.lines, eventId) }
    : { point_id: null, lines_sealed: null };
}
