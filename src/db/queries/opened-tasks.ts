import type { DbHandle } from "../schema.ts";
import { type ResidentRef, residentColumns } from "../tables/resident-columns.ts";

/** The conversation that was handed over with a task. */
export interface TaskConversation {
  readonly point_id: string | null;
  readonly lines_sealed: string | null;
}

/** The resident's oldest open task of this kind. */
export function findOpenTask(db: DbHandle, resident: ResidentRef, kind: string) {
  return db
    .selectFrom("desk_task")
    .select(["id", "due_at", "event_id"])
    .where((row) => row.and({ ...residentColumns(resident), kind }))
    .where("closed_at", "is", null)
    .orderBy("id")
    .executeTakeFirst();
}

export async function updateTaskConversation(
  db: DbHandle,
  id: number,
  conversation: TaskConversation,
): Promise<void> {
  await db
    .updateTable("desk_task")
    .set({ ...conversation })
    .where("id", "=", id)
    .execute();
}

/** Adds a task. The same event again adds nothing. */
export async function insertTask(
  db: DbHandle,
  task: {
    readonly resident: ResidentRef;
    readonly kind: string;
    readonly conversation: TaskConversation;
    readonly openedAt: Date;
    readonly dueAt: Date;
    readonly eventId: string;
  },
): Promise<void> {
  const { resident, kind, conversation, openedAt, dueAt, eventId } = task;
  await db
    .insertInto("desk_task")
    .values({
      ...residentColumns(resident),
      ...conversation,
      kind,
      opened_at: openedAt,
      due_at: dueAt,
      event_id: eventId,
      taken_by: null,
      taken_at: null,
      closed_at: null,
      closed_by: null,
    })
    .onConflict((conflict) => conflict.column("event_id").doNothing())
    .execute();
}
