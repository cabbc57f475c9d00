import { z } from "zod";
import { toLocalDay } from "../catalog/local-time.ts";
import type { JobKind } from "../db/jobs.ts";
import type { Database } from "../db/open.ts";
import { deleteNoticesOverBefore } from "../db/queries/colleague-notices.ts";
import { deleteHeldUpdatesBefore } from "../db/queries/held-updates.ts";
import { deleteOnestopNoticesBefore } from "../db/queries/onestop-systems.ts";
import {
  deleteAttemptsBefore,
  deleteDossiersUnchangedSince,
  deleteExpiredPairingCodes,
  deleteLinesClosedBefore,
  deleteRecipientsFinishedBefore,
  deleteStepsWithoutDossier,
  deleteTasksClosedBefore,
} from "../db/queries/retention.ts";
import { proofLifeMs } from "./subscriptions/verify-proof.ts";

/** Residents sleep then, so that nobody waits for the deletions. */
const everyNight = "50 2 * * *";
const dayMs = 24 * 3_600_000;
/** So long colleagues may read what was said in a conversation that is closed. */
const linesShownDays = 30;
/** Nobody can take an update back any more. */
const heldMs = 3_600_000;

const forgetOldDossiers: JobKind<Record<string, never>> = {
  name: "forget-old-dossiers",
  data: z.strictObject({}),
};

/** Deletes expired records every night. */
export async function scheduleDeletion(
  { db, jobs }: Pick<Database, "db" | "jobs">,
  days: number,
  now: () => Date,
): Promise<void> {
  await jobs.declare(forgetOldDossiers);
  await jobs.work(forgetOldDossiers, () => deleteExpiredRecords(db, now(), days));
  await jobs.schedule(forgetOldDossiers, everyNight, {});
}

/**
 * Deletes dossiers `days` after their last change, with everything that depends on them; after the same time the recipients of
 * finished broadcasts and closed tasks; sooner the lines of closed conversations, the attempts at verification and the pairing codes.
 */
export async function deleteExpiredRecords(
  db: Database["db"],
  now: Date,
  days: number,
): Promise<void> {
  const oldest = new Date(now.getTime() - days * dayMs);
  await deleteAttemptsBefore(db, new Date(now.getTime() - proofLifeMs));
  await deleteDossiersUnchangedSince(db, oldest);
  await deleteStepsWithoutDossier(db, oldest);
  await deleteRecipientsFinishedBefore(db, oldest);
  await deleteExpiredPairingCodes(db, now);
  await deleteLinesClosedBefore(db, new Date(now.getTime() - linesShownDays * dayMs));
  await deleteNoticesOverBefore(db, new Date(now.getTime() - linesShownDays * dayMs));
  await deleteHeldUpdatesBefore(db, new Date(now.getTime() - heldMs));
  await deleteTasksClosedBefore(db, oldest);
  await deleteOnestopNoticesBefore(db, toLocalDay(now));
}
