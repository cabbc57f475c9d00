import type { Insertable } from "kysely";
import type { DbHandle } from "../schema.ts";
import { type ResidentRef, residentColumns } from "../tables/resident-columns.ts";
import type { DeskTaskTable } from "../tables/subscription-tables.ts";

/** The resident's oldest open task of this kind. */
export function findOpenTask(db: DbHandle, resident: ResidentRef, kind: string) {
  return db
    .selectFrom("desk_task")
    .leftJoin("desk_account as taker", "taker.id", "desk_task.taken_by")
    .selectAll("desk_task")
    .select("taker.name as taker_name")
    .where((row) => row.and({ ...residentColumns(resident), kind }))
    .where("desk_task.closed_at", "is", null)
    .orderBy("desk_task.id")
    .executeTakeFirst();
}

type Opening = Pick<Insertable<DeskTaskTable>, "kind"> &
  Partial<
    Pick<
      Insertable<DeskTaskTable>,
      "point_id" | "team" | "agency_id" | "procedure_id" | "language" | "resident_said_at"
    >
  > & {
    readonly resident: ResidentRef;
    readonly openedAt: Date;
    readonly dueAt: Date;
    readonly eventId: string;
  };

/** Adds a task. The same event again adds nothing, and undefined is returned. */
export async function insertTask(
  db: DbHandle,
  { resident, openedAt, dueAt, eventId, ...columns }: Opening,
): Promise<number | undefined> {
  const row = await db
    .insertInto("desk_task")
    .values({
      ...residentColumns(resident),
      ...columns,
      opened_at: openedAt,
      due_at: dueAt,
      event_id: eventId,
    })
    .onConflict((conflict) => conflict.column("event_id").doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id;
}

/** What an earlier version stored of a conversation. */
export function selectTaskLines(db: DbHandle, id: number) {
  return db
    .selectFrom("desk_task")
    .select(["lines_sealed", "event_id", "opened_at"])
    .where("id", "=", id)
    .executeTakeFirst();
}
