import { z } from "zod";
import type { JobKind } from "../db/jobs.ts";
import type { Database } from "../db/open.ts";
import type { DbHandle } from "../db/schema.ts";
import { forgetEndedInvitations } from "./accounts/invitations.ts";
import { forgetUnsent } from "./dossiers/import/import-store.ts";
import { forgetEndedSessions } from "./identity/sessions.ts";

/** Officials sleep too. */
const everyNight = "55 2 * * *";

export const forgetDeskLeftovers: JobKind<Record<string, never>> = {
  name: "forget-desk-leftovers",
  data: z.strictObject({}),
};

/** Lets go every night what the desk needs no longer; the audit trail stays. */
export async function keepDeskRetention(
  { db, jobs }: Pick<Database, "db" | "jobs">,
  now: () => Date,
): Promise<void> {
  await jobs.declare(forgetDeskLeftovers);
  await jobs.work(forgetDeskLeftovers, () => forgetLeftovers(db, now()));
  await jobs.schedule(forgetDeskLeftovers, everyNight, {});
}

/** Files that nobody sent, sessions and invitations that have ended. */
export async function forgetLeftovers(db: DbHandle, now: Date): Promise<void> {
  await forgetUnsent(db, now);
  await forgetEndedSessions(db, now);
  await forgetEndedInvitations(db, now);
}
