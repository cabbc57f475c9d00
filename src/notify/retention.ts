import { z } from "zod";
import type { JobKind } from "../db/jobs.ts";
import type { Database } from "../db/open.ts";
import { forgetOldTries } from "./subscriptions/verification.ts";

/** Residents sleep, so nobody waits for the deletions. */
const everyNight = "50 2 * * *";
const dayMs = 24 * 3_600_000;
/** On the embedded database everybody waits while a statement runs, so none is long. */
const maxRowsPerDelete = 2_000;

export const forgetOldDossiers: JobKind<Record<string, never>> = {
  name: "forget-old-dossiers",
  data: z.strictObject({}),
};

/** Lets what is tied to persons go, every night: dossiers `days` after their last change, tries after a day. */
export async function keepDossierRetention(
  { db, jobs }: Pick<Database, "db" | "jobs">,
  days: number,
  now: () => Date,
): Promise<void> {
  await jobs.declare(forgetOldDossiers);
  await jobs.work(forgetOldDossiers, async () => {
    await forgetOldTries(db, now());
    await deleteExpiredRecords(db, now(), days);
  });
  await jobs.schedule(forgetOldDossiers, everyNight, {});
}

/** With its followers; and the steps, those without a dossier too; what was demanded and answered; consents taken back. */
export async function deleteExpiredRecords(
  db: Database["db"],
  now: Date,
  days: number,
): Promise<void> {
  const oldest = new Date(now.getTime() - days * dayMs);
  await inShortStatements(async () => {
    const old = db.selectFrom("dossier").select("id").where("changed_at", "<", oldest);
    return db.deleteFrom("dossier").where("id", "in", old.limit(maxRowsPerDelete)).execute();
  });
  await inShortStatements(async () => {
    const living = db.selectFrom("dossier").select("code_key");
    const old = db
      .selectFrom("dossier_step")
      .select("identity")
      .where("taken_at", "<", oldest)
      .where("code_key", "not in", living);
    return db
      .deleteFrom("dossier_step")
      .where("identity", "in", old.limit(maxRowsPerDelete))
      .execute();
  });
  // Of a broadcast what it said and its counts stay.
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
  await db.deleteFrom("own_chat_code").where("ends_at", "<", now).execute();
  await db.deleteFrom("desk_task").where("closed_at", "<", oldest).execute();
}

async function inShortStatements(
  run: () => Promise<readonly { readonly numDeletedRows: bigint }[]>,
): Promise<void> {
  for (;;) {
    const [result] = await run();
    if (Number(result?.numDeletedRows ?? 0) < maxRowsPerDelete) return;
  }
}
