import { z } from "zod";
import type { JobKind } from "../db/jobs.ts";
import type { Database } from "../db/open.ts";
import { deleteEndedInvitations } from "../db/queries/accounts.ts";
import { deleteEndedSignInSteps } from "../db/queries/sign-in-steps.ts";
import type { DbHandle } from "../db/schema.ts";
import { deleteUnusedUploads } from "./catalog-import/upload-store.ts";
import { deleteAbandonedImports } from "./dossiers/import/import-store.ts";
import { deleteExpiredSessions } from "./identity/sessions.ts";

/** At night nobody works at the desk. */
const everyNight = "55 2 * * *";

const deskRetentionJob: JobKind<Record<string, never>> = {
  name: "forget-desk-leftovers",
  data: z.strictObject({}),
};

/** Schedules the nightly deletion of what the desk no longer needs. The audit trail stays. */
export async function scheduleDeskRetention(
  { db, jobs }: Pick<Database, "db" | "jobs">,
  now: () => Date,
): Promise<void> {
  await jobs.declare(deskRetentionJob);
  await jobs.work(deskRetentionJob, () => deleteDeskLeftovers(db, now()));
  await jobs.schedule(deskRetentionJob, everyNight, {});
}

/** Deletes files that nobody sent, and sessions, invitations and steps of sign-ins that have ended. */
export async function deleteDeskLeftovers(db: DbHandle, now: Date): Promise<void> {
  await deleteAbandonedImports(db, now);
  await deleteUnusedUploads(db, now);
  await deleteExpiredSessions(db, now);
  await deleteEndedInvitations(db, now);
  await deleteEndedSignInSteps(db, now);
}
