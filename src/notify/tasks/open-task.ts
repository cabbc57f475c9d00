import type { DataSubjectRequest } from "../../catalog/dossiers/dossier-view.ts";
import type { Resident } from "../../channels/resident.ts";
import { findOpenTask, insertTask } from "../../db/queries/opened-tasks.ts";
import type { Transaction } from "../../db/transaction.ts";

interface TaskOpening {
  readonly resident: Resident;
  readonly kind: DataSubjectRequest;
  readonly dueAt: Date;
  readonly eventId: string;
  readonly now: Date;
}

/**
 * Opens a task for a request about the resident's data, once for each event, and returns when it is due. An open task of the same
 * kind keeps its due date.
 */
export async function openTask(
  tx: Transaction,
  { resident, kind, dueAt, eventId, now: openedAt }: TaskOpening,
): Promise<Date> {
  const open = await findOpenTask(tx, resident, kind);
  if (open !== undefined) return open.due_at;
  await insertTask(tx, { resident, kind, openedAt, dueAt, eventId });
  return dueAt;
}
