import type { Resident } from "../../channels/resident.ts";
import type { Transaction } from "../../db/transaction.ts";
import type { TaskRequest } from "../../flows/engine/ports.ts";
import { residentColumns } from "../resident.ts";
import type { TaskBox } from "./task-box.ts";

interface Opening {
  readonly resident: Resident;
  readonly task: TaskRequest;
  readonly dueAt: Date;
  readonly eventId: string;
  readonly now: Date;
}

/**
 * Leaves a task to the desk, once for an event, and returns by when it is due. Who asks for the same again waits for the same: the
 * task that is open already takes up the latest lines, and keeps its day.
 */
export async function openTask(
  tx: Transaction,
  box: TaskBox,
  { resident, task, dueAt, eventId, now }: Opening,
): Promise<Date> {
  const open = await tx
    .selectFrom("desk_task")
    .select(["id", "due_at", "event_id"])
    .where((row) => row.and({ ...residentColumns(resident), kind: task.kind }))
    .where("closed_at", "is", null)
    .orderBy("id")
    .executeTakeFirst();
  if (open !== undefined) {
    if (task.kind === "person") {
      await tx
        .updateTable("desk_task")
        .set(talkOf(task, box, open.event_id))
        .where("id", "=", open.id)
        .execute();
    }
    return open.due_at;
  }
  await tx
    .insertInto("desk_task")
    .values({
      ...residentColumns(resident),
      ...talkOf(task, box, eventId),
      ...{ kind: task.kind, opened_at: now, due_at: dueAt, event_id: eventId },
      ...{ taken_by: null, taken_at: null, closed_at: null, closed_by: null },
    })
    .onConflict((conflict) => conflict.column("event_id").doNothing())
    .execute();
  return dueAt;
}

function talkOf(task: TaskRequest, box: TaskBox, eventId: string) {
  return task.kind === "person"
    ? { point_id: task.point, lines_sealed: box.seal(task.lines, eventId) }
    : { point_id: null, lines_sealed: null };
}
