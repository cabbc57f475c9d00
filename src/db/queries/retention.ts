import type { DbHandle } from "../schema.ts";

/** On the embedded database everybody waits while a statement runs, so none may be long. */
const maxRowsPerDelete = 2_000;

/** Deletes attempts at verification, which show who asked for which dossier. */
export async function deleteAttemptsBefore(db: DbHandle, oldest: Date): Promise<void> {
  await db.deleteFrom("dossier_try").where("at", "<", oldest).execute();
}

/** Deletes dossiers that have not changed since then, with their followers. */
export async function deleteDossiersUnchangedSince(db: DbHandle, oldest: Date): Promise<void> {
  await inShortStatements(async () => {
    const old = db.selectFrom("dossier").select("id").where("changed_at", "<", oldest);
    return db.deleteFrom("dossier").where("id", "in", old.limit(maxRowsPerDelete)).execute();
  });
}

/** Deletes old steps that have no dossier: those of deleted dossiers, and those whose dossier never came. */
export async function deleteStepsWithoutDossier(db: DbHandle, oldest: Date): Promise<void> {
  await inShortStatements(async () => {
    const existing = db.selectFrom("dossier").select("code_key");
    const old = db
      .selectFrom("dossier_step")
      .select("identity")
      .where("taken_at", "<", oldest)
      .where("code_key", "not in", existing);
    return db
      .deleteFrom("dossier_step")
      .where("identity", "in", old.limit(maxRowsPerDelete))
      .execute();
  });
}

/** Deletes the recipients of old broadcasts. The text and the counts are kept. */
export async function deleteRecipientsFinishedBefore(db: DbHandle, oldest: Date): Promise<void> {
  await inShortStatements(async () => {
    const old = db
      .selectFrom("broadcast_recipient")
      .innerJoin("broadcast", "broadcast.id", "broadcast_recipient.broadcast_id")
      .select("broadcast_recipient.id")
      .where("finished_at", "<", oldest);
    return db
      .deleteFrom("broadcast_recipient")
      .where("id", "in", old.limit(maxRowsPerDelete))
      .execute();
  });
}

export async function deleteExpiredPairingCodes(db: DbHandle, now: Date): Promise<void> {
  await db.deleteFrom("own_chat_code").where("ends_at", "<", now).execute();
}

export async function deleteTasksClosedBefore(db: DbHandle, oldest: Date): Promise<void> {
  await db.deleteFrom("desk_task").where("closed_at", "<", oldest).execute();
}

/** Deletes the lines of conversations that were closed before then; that there was one stays. */
export async function deleteLinesClosedBefore(db: DbHandle, oldest: Date): Promise<void> {
  await inShortStatements(async () => {
    const old = db
      .selectFrom("inbox_line")
      .innerJoin("desk_task", "desk_task.id", "inbox_line.task_id")
      .select("inbox_line.id")
      .where("desk_task.closed_at", "<", oldest);
    return db.deleteFrom("inbox_line").where("id", "in", old.limit(maxRowsPerDelete)).execute();
  });
}

/** Repeats a limited delete until it finds nothing more. */
async function inShortStatements(
  run: () => Promise<readonly { readonly numDeletedRows: bigint }[]>,
): Promise<void> {
  for (;;) {
    const [result] = await run();
    if (Number(result?.numDeletedRows ?? 0) < maxRowsPerDelete) return;
  }
}
